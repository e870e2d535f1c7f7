"""SSU Desktop: the records of a small care facility, offline, in Kazakh and Russian."""

__version__ = "0.1.0"
