"""The documents that are made for a recipient, by their kind."""

from collections.abc import Mapping
from types import MappingProxyType

from core.documents_of_meeting import minutes, script
from core.documents_of_plan import my_plan, plan
from core.records.documents import SharedDocument, Source
from core.shared_documents import MINUTES, MY_PLAN, PLAN, SCRIPT, Builder, ground_of, made_for
from core.sharing import Recipient

BUILDERS: Mapping[str, Builder] = MappingProxyType(
    {PLAN: plan, MY_PLAN: my_plan, MINUTES: minutes, SCRIPT: script}
)


def document(kind: str, source: Source, recipient: Recipient) -> SharedDocument:
    """The document of that kind for that recipient. KeyError for a kind not made here."""
    return made_for(kind, source, recipient, BUILDERS[kind], ground_of(source, recipient))
