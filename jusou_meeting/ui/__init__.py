"""Streamlit: the screens' parts; pages compose them, and only the workspace hands out data."""
