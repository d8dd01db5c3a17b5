"""A contact told in few words: what, how, where, and how long."""

from core.contact_habits import Habit
from core.records.support import ContactLine
from core.rounding import half_up
from pages.shared.formats import number
from pages.shared.frame import has_words, language, t_plain


def what_words(activity: str, mode: str | None, place: str | None) -> str:
    """What was done, as short as can be: „Samtale hjemme“, „Telefon“."""
    for key in (f"{activity}_{mode}_{place}", f"{activity}_{mode}", activity):
        if has_words(f"contacts.what.{key}"):
            return t_plain(f"contacts.what.{key}")
    return t_plain(f"code.activity.{activity}")


def habit_words(habit: Habit) -> str:
    """The same with the minutes, and whether the network was there."""
    told = what_words(habit.activity, habit.mode, habit.place)
    key = "contacts.habit_network" if habit.with_network else "contacts.habit"
    return t_plain(key, what=told, n=habit.minutes)


def line_words(line: ContactLine) -> str:
    """What was done, for a line of a list."""
    told = what_words(line.activity, line.mode, line.place)
    return t_plain("contacts.with_network", what=told) if line.with_network else told


def hours(minutes: int) -> str:
    """Hours with one decimal at the most: 2,5."""
    return number(language(), half_up(minutes / 60, 1))
