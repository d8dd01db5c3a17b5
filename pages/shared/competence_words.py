"""How somebody's education, courses and supervision are told."""

from core.codes import Coded
from core.records.competences import Competence, Standing, Supervision
from core.words import code_key
from pages.shared.frame import t, t_plain, today


def standing_lines(each: Standing) -> list[str]:
    """What is missing, and when supervision was last held; a line for each."""
    said = [t("competences.lacks", methods=each.lacking)] if each.lacking else []
    said += [] if each.educated else [t("competences.uneducated")]
    return [*said, supervision_line(each)]


def supervision_line(each: Standing) -> str:
    """When supervision was last held, and when the next is due."""
    if each.supervised is None:
        last = t("competences.never")
    else:
        last = t("competences.last", date=each.supervised)
    if each.due_date is None:
        return last
    key = "overdue" if each.late(today()) else "next"
    return f"{last} {t(f'competences.{key}', date=each.due_date)}"


def competence_line(each: Competence, *, plainly: bool = False) -> str:
    """What it is, from when, until when, and the note; `plainly` for the options of a list."""
    say = t_plain if plainly else t
    facts = [say(code_key(Coded("competence", each.competence)))]
    if each.valid_to is None:
        facts.append(say("competences.since", date=each.from_date))
    else:
        facts.append(say("competences.between", first=each.from_date, last=each.valid_to))
    if not each.valid(today()):
        facts.append(say("competences.expired"))
    if each.note:
        facts.append(say("competences.note", text=each.note))
    return " · ".join(facts)


def held_line(each: Supervision) -> str:
    """When, in which form, with which supervisor."""
    form = Coded("supervision_form", each.form)
    return t("competences.held", date=each.held_date, form=form, name=each.supervisor)
