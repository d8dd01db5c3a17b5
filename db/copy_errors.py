"""Why a store can not be copied. Each is a refusal with a sentence of its own."""

from core.errors import RuleBroken


class CopyOntoItself(RuleBroken):
    """Both addresses name one store."""

    code = "copy_onto_itself"


class CopyOfNothing(RuleBroken):
    """There is no store at the address to copy from (facts: path)."""

    code = "copy_of_nothing"


class CopyTargetFull(RuleBroken):
    """The store that is to be filled holds rows already (facts: table)."""

    code = "copy_target_full"


class CopyBehind(RuleBroken):
    """The store to be copied is not of this version of the program (facts: found, known)."""

    code = "copy_behind"


class CopyKeyDiffers(RuleBroken):
    """Values are sealed under another secret than the new store would open them with."""

    code = "copy_key_differs"


class CopyUnfit(RuleBroken):
    """The other database can not hold what stands in a row (facts: table)."""

    code = "copy_unfit"


class CopyOrphans(RuleBroken):
    """Rows point at rows that are not there; the other database has keys against that."""

    code = "copy_orphans"


class CopyNotEqual(RuleBroken):
    """The copy does not hold what the store does (facts: what); nothing was kept of it."""

    code = "copy_not_equal"
