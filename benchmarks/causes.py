"""Why an aim is not reached: said once for each, and shown in the table while it is missed."""

CAUSES: dict[str, str] = {}
