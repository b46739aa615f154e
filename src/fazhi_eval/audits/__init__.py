"""Many reports at once, each a row. `fazhi_eval.audit` is the way in.

The package has a name of its own because a package ``audit`` would hide the function once it is imported.
"""
