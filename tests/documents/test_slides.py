import pytest

from core.words import LANGUAGES
from pages.shared.documents.exhibits import KINDS
from pages.shared.documents.slides import PROJECTED, screens
from tests.factories_documents import made


def shown(**changed):
    return screens(made(**changed), "da")


def figure(key, **changed):
    return next(one for one in shown(**changed).figures if one.key == key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_projected_figure_has_words_in_every_language(language):
    found = screens(made(language), language)
    assert len(found.figures) + len(found.hidden) + len(found.nothing) >= len(PROJECTED)
    assert all(one.value and one.headline for one in found.figures)


def test_only_figures_of_exhibits_are_projected():
    assert {one.exhibit for one in PROJECTED} <= {kind.key for kind in KINDS}


def test_a_screen_has_the_figure_its_n_and_what_was_published():
    one = figure("domain_change.mental_health.improvement")
    assert one.value == "55\u00a0%"
    assert one.headline == "Psykisk helbred: er i fremgang"
    assert one.counted == "n\u00a0=\u00a040 forløb"
    assert one.published == "Opsamlingen 2017: 40\u00a0% (n\u00a0=\u00a0160)"
    assert one.compared


def test_too_few_are_not_called_more_or_less():
    few = {"n": 10, "decline": 0, "unchanged": 0, "improvement": 10}
    one = figure("domain_change.crime.improvement", domain_change={"crime": few})
    assert one.compared == "For få til at sammenligne"


def test_shares_of_a_column_are_counted_of_its_sum_and_meetings_of_their_young_people():
    assert figure("housing.housed.now_share").counted == "n\u00a0=\u00a043 forløb"
    assert figure("meetings.per_young_person.count").counted == "n\u00a0=\u00a035 unge"


def test_a_hidden_figure_gets_no_screen_but_is_named_on_the_last():
    found = shown()
    assert found.hidden == ("gik der højst for halvdelen fra start til egen bolig",)
    assert found.count == len(found.figures) + 1
    assert not any(one.key.startswith("days.start_to_own_home") for one in found.figures)


def test_shares_left_out_because_a_count_is_hidden_are_named_as_hidden():
    closure = {"planned": None, "dropped_out": None, "other": 20, "suppressed": True}
    found = shown(closure={**closure, "young_person_involved": 5, "team_involved": 5})
    assert "af de afsluttede forløb sluttede som planlagt" in found.hidden
