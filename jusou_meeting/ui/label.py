"""見出し: Streamlit reads labels, captions, help and toasts as Markdown, so what somebody typed is made plain in them."""

from __future__ import annotations


def plain(text: str) -> str:
    """Text that such a place shows as typed: the signs of Markdown are escaped."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-.!|<>~:$&^" else sign for sign in text)
