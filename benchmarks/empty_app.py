"""The empty page, served as the app is: `uvicorn empty_app:app`, with the project's settings."""

from pathlib import Path

import streamlit as st

app = st.App(Path(__file__).resolve().parent / "empty_page.py")
