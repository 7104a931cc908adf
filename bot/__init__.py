"""youju 有据: cited answers from your own documents, in Chinese and English."""

__version__ = "0.1.0"
