"""The tallies made twice more, by other hands: SQL in SQLite, and pandas.

They share no code with `db.queries.tallies`, only the code lists, so that equal figures are right
figures. Each gives the same object of figures as `python -m db tallies`.
"""
