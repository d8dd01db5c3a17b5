"""The forecast of free places: the one room of the core where numerics may be used (ADR 12).

Nothing here reads a clock or a store, and nothing else in the core imports it: whoever needs it
imports `core.forecast.model` inside the function that does, so that a start never pays for it.
The model is described on one page, `docs/forecast.md`.
"""
