"""What leaves the screen: one list of exhibits, and the files that are made of it."""
