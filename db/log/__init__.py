"""The log of who saw and changed what: its chain, its anchor, and whether they hold."""
