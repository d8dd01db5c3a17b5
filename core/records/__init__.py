"""Frozen records that travel from the store to the pages, by subject."""
