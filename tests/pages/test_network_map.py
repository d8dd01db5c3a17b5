"""The page of the network map: the picture changes with what is pressed, and nothing is lost."""

import re
from base64 import b64decode
from xml.etree import ElementTree as ET

import pytest

from core.codes import Role, Step
from core.interventions import InterventionTold
from db import actions, queries
from pages.shared.frame import today
from tests.factories import person, put_account, put_staff
from tests.factories_network import network_told, put_started
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
LEAD = person()
SVG = "{http://www.w3.org/2000/svg}"


def _coordinator(**columns):
    karen = put_staff()
    case = put_started(coordinator_id=karen, **columns)
    return put_account(Role.COORDINATOR, staff_id=karen), case


def _open(who, case, **address):
    return open_as(who, "network_map", case=str(case.number), **address)


def _add(case, name="Molly Mor", **told):
    told = {"closeness": "2", "phone": "22123456", "email": "molly@example.dk", **told}
    return actions.network.add_person(case.id, network_told(name, **told), by=LEAD, on=today())


def _people(case):
    return {one.name: one for one in queries.network.file_of(case.id, by=LEAD).people}


def _pictures(app):
    (body,) = [each.proto.body for each in app.get("html") if "network-map" in each.proto.body]
    found = re.findall(r"data:image/svg\+xml;base64,([\w+/=]+)", body)
    return [ET.fromstring(b64decode(one)) for one in found]


def _drawn(app):
    return ["".join(text.itertext()) for text in _pictures(app)[0].iter(f"{SVG}text")]


def _press(app, label):
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def _field(app, kind, form, name):
    return next(
        field
        for field in getattr(app, kind)
        if (field.key or "").startswith(f"{form}.") and f".field.{name}." in field.key
    )


def test_a_person_is_chosen_moved_and_marked_and_the_picture_follows():
    me, case = _coordinator()
    molly = _add(case)
    app = _open(me, case)
    before = ET.tostring(_pictures(app)[0])
    app.button_group[1].set_value(molly).run()
    _press(app, "Tættere på")
    assert _people(case)["Molly Mor"].closeness == 1
    assert ET.tostring(_pictures(app)[0]) != before
    _press(app, "Gør til den unges voksne")
    assert "den unges voksne" in _drawn(app)
    _press(app, "Flyt til professionelt")
    assert _people(case)["Molly Mor"].sphere == "professional"
    labels = [button.label for button in app.button]
    assert "Tættere på" not in labels
    assert "Ikke længere den unges voksne" in labels


def test_what_somebody_helps_with_is_told_in_the_table():
    me, case = _coordinator()
    molly = _add(case)
    app = _open(me, case, known=molly)
    _field(app, "text_input", "network_map_draw_on", "draw_on").set_value("at køre").run()
    next(each for each in app.button if "draw_on" in (each.key or "")).click().run()
    assert list(app.table[0].value["Kan hjælpe med"]) == ["at køre"]


def test_somebody_new_is_put_on_the_map_and_who_has_no_ring_stands_apart():
    me, case = _coordinator()
    app = _open(me, case)
    assert "Der er ingen på kortet endnu." in all_text(app)
    _field(app, "text_input", "network_map_add", "name").set_value("Ulla Ulv")
    _field(app, "text_input", "network_map_add", "relation").set_value("nabo")
    _field(app, "radio", "network_map_add", "sphere").set_value("private")
    _press(app.run(), "Sæt på kortet")
    assert "Ikke placeret endnu: Ulla Ulv" in all_text(app)
    assert "Ulla" not in _drawn(app)
    app = _open(me, case, known=_people(case)["Ulla Ulv"].id)
    _press(app, "Sæt tæt på")
    assert {"Ulla", "nabo"} <= set(_drawn(app))


def test_to_put_somebody_on_the_map_is_the_one_main_thing_to_do():
    me, case = _coordinator()
    _add(case)
    app = _open(me, case)
    main = [each.label for each in app.button if each.proto.type == "primary"]
    assert main == ["Sæt på kortet"]


def test_a_name_that_is_refused_is_told_and_stays_in_the_field():
    me, case = _coordinator()
    app = _open(me, case)
    _field(app, "text_input", "network_map_add", "relation").set_value("nabo").run()
    _press(app, "Sæt på kortet")
    assert app.error
    assert _field(app, "text_input", "network_map_add", "relation").value == "nabo"
    assert _people(case) == {}


def test_the_picture_says_nothing_to_reach_anybody_by_and_runs_nothing_that_was_typed():
    me, case = _coordinator()
    _add(case, "<script>alert(1)</script> & Co", relation='"><svg onload=x>')
    app = _open(me, case)
    for picture in _pictures(app):
        whole = ET.tostring(picture, encoding="unicode")
        assert {each.tag.removeprefix(SVG) for each in picture.iter()} <= {
            *("svg", "style", "title", "desc", "rect", "polygon", "path", "text", "circle"),
        }
        (style,) = picture.iter(f"{SVG}style")
        assert picture[0] is style
        assert not re.search(r"url|@|script|Co", style.text)
        assert not any(name.startswith("on") for each in picture.iter() for name in each.attrib)
        assert "22 12" not in whole
        assert "example" not in whole
    assert any("script" in words for words in _drawn(app))


def test_a_map_is_kept_and_later_compared_with_the_one_of_now():
    me, case = _coordinator()
    molly = _add(case)
    app = _open(me, case)
    assert "Kortet er ikke gemt endnu." in all_text(app)
    _field(app, "text_input", "network_map_keep", "note").set_value("Første gang")
    _press(app.run(), "Gem kortet, som det ser ud i dag")
    assert "Kortet er gemt, som det ser ud nu" in all_text(app)
    actions.network.place_person(molly, closeness=3, seen_version=1, by=LEAD, on=today())
    _add(case, "Ove Onkel")
    app = _open(me, case)
    assert "Kortet er ændret, siden det sidst blev gemt" in all_text(app)
    app = _open(me, case, part="earlier")
    said = all_text(app)
    assert "Kommet til: Ove Onkel" in said
    assert "Kommet længere væk: Molly Mor" in said
    assert "Første gang" in said
    assert "Ove" not in _drawn(app)


def test_the_overview_tells_how_the_team_and_the_network_are_reached():
    me, case = _coordinator()
    _add(case, "Lis Lærer", sphere="professional", participant_role="school", organisation="FGU")
    app = _open(me, case, part="overview")
    table = app.table[0].value
    assert list(table["Navn"]) == ["Karen Kold", "Lis Lærer"]
    assert list(table["Telefon og e-mail"]) == ["", "+45 22 12 34 56, molly@example.dk"]
    assert list(table["Rolle ved møder"]) == ["", "Skole"]


def test_an_intervention_is_written_down_and_ended():
    me, case = _coordinator()
    app = _open(me, case, part="interventions")
    assert (
        _field(app, "selectbox", "intervention_form", "information_type").value == "support_given"
    )
    _field(app, "text_input", "intervention_form", "name").set_value("Mentor")
    _press(app.run(), "Gem")
    assert "Får nu" in all_text(app)
    (one,) = queries.interventions.interventions_of(case.id, by=LEAD)
    app = _open(me, case, part="interventions", intervention=one.id)
    _field(app, "date_input", "intervention_end_form", "to_date").set_value(today())
    _press(app.run(), "Indsatsen er slut")
    (one,) = queries.interventions.interventions_of(case.id, by=LEAD)
    assert one.to_date == today()


def test_who_may_only_read_sees_the_map_and_no_controls():
    bo = put_staff("Bo Støtte", "support_worker", staff_id="bo", methods="CTI")
    me = put_account(Role.SUPPORT_WORKER, username="bo", staff_id=bo, allocates=True)
    case = put_started(coordinator_id=None)
    _add(case)
    told = InterventionTold(name="Mentor")
    actions.interventions.add_intervention(case.id, told, by=LEAD, on=today())
    app = _open(me, case)
    assert "Molly" in _drawn(app)
    assert not app.text_input
    app = _open(me, case, part="interventions")
    assert "Mentor" in all_text(app)
    assert not app.text_input


@pytest.mark.parametrize("step", [Step.REFERRED, Step.CLOSED])
def test_before_and_after_the_course_nothing_can_be_changed(step):
    me, case = _coordinator(step=step)
    app = _open(me, case)
    assert not app.exception
    assert not app.text_input


def test_the_large_view_leaves_out_what_belongs_to_the_desk_and_closes_again():
    me, case = _coordinator()
    _add(case)
    app = _open(me, case, big="1")
    assert len(app.button_group) == 1
    _press(app, "Luk den store visning")
    assert len(app.button_group) == 2


def test_the_form_of_a_person_keeps_role_place_of_work_and_help():
    me, case = _coordinator()
    molly = _add(case)
    app = open_as(me, "network_meeting", case=str(case.number), part="network", known=molly)
    form = "network_person_form"
    _field(app, "selectbox", form, "participant_role").set_value("guardian")
    _field(app, "text_input", form, "organisation").set_value("Bageren")
    _field(app, "text_input", form, "draw_on").set_value("at vække")
    _press(app.run(), "Gem")
    one = _people(case)["Molly Mor"]
    assert (one.participant_role, one.organisation, one.draw_on) == (
        *("guardian", "Bageren", "at vække"),
    )
