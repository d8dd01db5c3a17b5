"""All that only PostgreSQL needs: opening, whose turn it is, keys and indexes, rows in bulk."""
