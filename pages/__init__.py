"""The screens, one thin file each: open, read, draw, save. No rules, no SQL, no state."""
