"""Losing nothing: commits, backups, the check at the start, restoring and repairing."""
