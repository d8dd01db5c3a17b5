"""What a person is told when the program has a fault: a number. The log has the rest under it."""

import secrets

import streamlit as st
import structlog

from pages.shared.frame import t


def tell_bug(error: Exception) -> bool:
    """Log the fault and show its number instead of a trace. Always True: it has been shown."""
    reference = secrets.token_hex(3).upper()
    structlog.get_logger("ungespor").error("bug", reference=reference, exc_info=error)
    st.error(t("start.bug", reference=reference))
    return True
