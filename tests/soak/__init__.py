"""Promises that only long runs show; CI runs a short form of each, `make soak` the long one."""
