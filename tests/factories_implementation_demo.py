"""The implementation of the demo in the store, without its young people."""

from datetime import timedelta
from random import Random

from db import queries
from db.bulk import bulk_insert
from db.demo.implementation import write_implementation
from db.demo.rows import Rows, by_column
from db.demo.staff import employ
from db.engine import transaction
from tests.factories import ON, person


def put_demo(on=ON):
    """The demo's team and its implementation; returns what stands then."""
    rows = Rows()
    since = on - timedelta(days=560)
    staff = employ(rows, since=since, young_people=20, password_hash="-", dice=Random(7))
    write_implementation(rows, staff, on)
    with transaction() as session:
        for table, values in rows.by_table.items():
            bulk_insert(session, table, by_column(values))
        session.info["changed"] = True
    return queries.implementation.everything(by=person())
