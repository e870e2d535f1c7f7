"""The data file: create, unlock, open, lock, upgrade, sessions, journal."""
