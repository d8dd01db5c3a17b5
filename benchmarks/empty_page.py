"""An empty page: what a run costs before anything is shown."""

import streamlit as st

st.empty()
