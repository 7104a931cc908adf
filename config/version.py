"""The version of youju, for installers, for `--version` and for the receipt of an answer."""

__version__ = "0.1.0"
