"""Several municipalities on one machine: a store, a folder and a process each (ADR 25).

Nothing here opens a store: what is done in one is done by a process that is given its address
alone, so that no fault of ours can show one municipality what another wrote.
"""
