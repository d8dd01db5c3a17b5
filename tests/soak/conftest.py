"""One served app for all runs over the wire: a demo store with a canary in every free text."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import String, select
from sqlalchemy.orm import Session

from db import demo
from db.clock import now, today
from db.engine import transaction
from db.models import AccountRow, Base, CaseRow, SessionRow
from db.queries.session_limits import token_hash
from tests.browser.conftest import Server, Servers

"""Fixtures; the two of the browser tests are theirs."""

CANARY = (
    r"<img src=x onerror=alert(1)>[kanarie](javascript:alert(1)):material/home:$\x$#eval(1){{7}}"
)
"""Markup of all kinds that a text could be taken for."""


@dataclass
class Running:
    """The served app: its port, cookies by user name, ids and case numbers of its store."""

    server: Server
    cookies: dict[str, str]
    ids: list[str]
    cases: list[int]

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server.url.rpartition(":")[2])


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Everybody in the demo is signed in; the cookie is the id of the account."""
    found: list[Running] = []
    servers = Servers(tmp_path_factory.mktemp("wire"))

    def fill() -> None:
        demo.fill(on=today(), young_people=16)
        with transaction() as session:
            found.append(Running(None, _signed_in(session), *_known(session)))  # type: ignore[arg-type]
            _put_canaries(session)

    server = servers.start(fill)
    found[0].server = server
    yield found[0]
    servers.stop()


def _signed_in(session: Session) -> dict[str, str]:
    cookies = {}
    for account in session.scalars(select(AccountRow)).all():
        cookies[account.username] = f"ungespor={account.id}"
        row = SessionRow(account_id=account.id, started_time=now(), seen_time=now())
        row.cookie_hash, row.second_factor_time = token_hash(account.id), now()
        session.add(row)
    return cookies


def _known(session: Session) -> tuple[list[str], list[int]]:
    tables = Base.metadata.sorted_tables
    ids = [row for table in tables for row in session.scalars(select(table.c.id).limit(3))]
    return ids, list(session.scalars(select(CaseRow.number).order_by(CaseRow.number)))


def _put_canaries(session: Session) -> None:
    """Into every column in which somebody wrote more than one word, and all names."""
    for table in Base.metadata.sorted_tables:
        if table.name in ("audit", "drafts", "store", "plan_versions"):
            continue
        for column in table.c:
            if isinstance(column.type, String) and not column.name.endswith("id"):
                written = column.contains(" ") & column.notlike("{%") & column.notlike("[%")
                session.execute(
                    table.update().where(written).values({column.name: column + CANARY})
                )
