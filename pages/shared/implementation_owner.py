"""The two fields that say whose something is: a member of staff, or a typed name."""

from core.records.implementation import Implementation, Owner
from pages.shared.form import Form
from pages.shared.frame import today
from pages.shared.staff_names import staff_options


def owner_fields(
    form: Form, known: Implementation, owner: Owner | None
) -> tuple[str | None, str | None]:
    """The id of a member of staff and the typed name; who owns it now can always be chosen."""
    options = staff_options(known.staff, today())
    if owner is not None and owner.staff_id is not None:
        options.setdefault(owner.staff_id, owner.name)
    return form.pick("owner_id", options), form.text("owner_name")


def owner_values(owner: Owner | None) -> dict[str, str | None]:
    """What the two fields begin with."""
    if owner is None:
        return {}
    if owner.staff_id is not None:
        return {"owner_id": owner.staff_id}
    return {"owner_name": owner.name}
