"""What the user can do: one function, one transaction, one `action_id` in the change journal."""
