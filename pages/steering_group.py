"""What a steering group may see: how many, never who. Small numbers are hidden (R19)."""

import streamlit as st

from core.suppression import suppress, threshold
from db import queries
from pages.shared.frame import open_page, t, today

open_page("steering_group")

k = queries.settings.in_force(today()).suppression_k
shown = suppress(queries.overview.open_by_combination(on=today()), k)
st.header(t("steering_group.open"), anchor=False)
rows = [
    (
        t(f"code.combination.{combination}") if combination else t("steering_group.undecided"),
        t("steering_group.hidden") if count is None else t("steering_group.count", n=count),
    )
    for combination, count in shown.cells.items()
]
total = (
    t("steering_group.count", n=shown.total)
    if shown.total is not None
    else t("steering_group.between", least=shown.least, most=shown.most)
)
rows.append((f"**{t('steering_group.total')}**", f"**{total}**"))
head = f"| {t('steering_group.combination')} | {t('steering_group.young_people')} |\n|---|---:|"
st.markdown("\n".join([head, *(f"| {name} | {count} |" for name, count in rows)]))
if shown.suppressed:
    st.caption(t("steering_group.suppressed", k=threshold(k)))
st.caption(t("steering_group.as_of", date=today()))
