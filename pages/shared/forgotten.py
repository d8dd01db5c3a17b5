"""A forgotten password: by mail where the installation sends mail, else by the administrator."""

import streamlit as st

from db import mail, queries
from pages.shared.frame import saving, t
from pages.shared.told import Told


def draw() -> None:
    """Below the form to sign in. What is answered is the same for known and unknown names."""
    if not queries.digests.mails():
        st.caption(t("sign_in.forgotten"))
        return
    told = Told("forgotten")
    with st.expander(t("forgotten.heading")):
        st.write(t("forgotten.said"))
        told.draw(None)
        with st.form("forgotten.form", enter_to_submit=False, border=False):
            username = st.text_input(t("sign_in.username"), key="forgotten.username")
            if st.form_submit_button(t("forgotten.send")):
                with saving(told, ""):
                    mail.ask(username)
                    told.say(t("forgotten.sent"))
