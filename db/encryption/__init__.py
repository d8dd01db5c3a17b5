"""The store at rest: keys and where they lie, sealed columns, rotation."""
