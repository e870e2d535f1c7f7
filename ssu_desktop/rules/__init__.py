"""What the law requires: pure functions that return findings and dates."""
