"""Long work tells how far it is, and ends where nobody waits for it any more."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from core.codes import Method
from core.forecast.model import forecast
from core.forecast.watch import Abandoned, Watch
from core.headway import headway, heard
from tests.factories_forecast import course, hand, known

PROGRAMME = known([hand()], [course()] * 10)
FUTURES = 20_000
"""So many take longer than one turn of the watch."""


class Left(BaseException):
    """As when somebody has left the page."""


def test_who_listens_hears_and_others_do_not():
    heard_shares = []
    headway(0.1)
    with heard(heard_shares.append):
        headway(0.2)
        with heard(lambda share: heard_shares.append(-share)):
            headway(0.3)
        headway(0.4)
    headway(0.5)
    assert heard_shares == [0.2, -0.3, 0.4]


def test_a_forecast_tells_rising_shares_and_answers_the_same():
    shares = []
    with heard(shares.append):
        told = forecast(PROGRAMME, futures=FUTURES)
    assert shares
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1
    assert told == forecast(PROGRAMME, futures=FUTURES)
    assert told.methods[Method.CTI].now.free == 0


def test_a_forecast_that_nobody_waits_for_ends_at_its_next_word():
    shares = []

    def leave(share):
        shares.append(share)
        raise Left

    with heard(leave), pytest.raises(Left):
        forecast(PROGRAMME, futures=FUTURES)
    assert len(shares) == 1
    assert shares[0] < 1


def test_the_futures_themselves_are_not_lived_on_once_they_are_left():
    watch, begun, ended = Watch(blocks=1, horizon=1), Event(), []

    def live():
        begun.set()
        try:
            while True:
                watch.at(0, 0)
        except Abandoned:
            ended.append(True)
            raise

    def leave(share):
        raise Left

    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(live)
        begun.wait()
        with heard(leave), pytest.raises(Left):
            watch.until_done([running])
    assert ended == [True]
