"""What the program costs beside its peers: `python -m benchmarks --write docs/benchmarks.md` (`make bench`).

Each module measures one part of the program and gives rows of one table; nothing here is a test of speed.
"""
