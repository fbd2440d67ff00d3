"""法令: the sentences of law that our papers and screens say, in one wording."""

from __future__ import annotations

SECRECY = (
    "支援会議の事務に従事する者又は従事していた者は、正当な理由がなく、支援会議の事務に関して知り得た秘密を"
    "漏らしてはならない（社会福祉法第106条の6第5項）。"
)
"""守秘義務 of everybody who takes part in a 支援会議."""
