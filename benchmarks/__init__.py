"""Benchmarks: speed as ratios within one run (``python -m benchmarks.speed``, which is ``make bench``)."""
