"""What is allowed and what the numbers mean. Standard library only; no database, no screen."""
