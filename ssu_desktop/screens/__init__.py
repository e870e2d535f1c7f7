"""What is seen: widgets show, collect a draft, call one action."""
