"""What comes in and goes out: Excel registers and tables."""
