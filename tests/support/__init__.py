"""What several tests need: ready data files."""
