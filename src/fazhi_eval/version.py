"""The package's version; results name it."""

__version__ = "0.1.0"
