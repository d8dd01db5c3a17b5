"""What is remembered: the store, its questions (`queries`) and its actions (`actions`)."""
