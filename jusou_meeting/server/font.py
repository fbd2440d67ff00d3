"""The typefaces of every map and screen; they are free, so the door gives them to anybody."""

from __future__ import annotations

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

_FOLDER = Path(__file__).resolve().parents[1] / "fonts"
_FONTS = {path.name: path for path in _FOLDER.iterdir() if path.suffix in {".ttf", ".otf", ".woff2"}}


async def font(request: Request) -> Response:
    """One typeface by its file name."""
    path = _FONTS.get(request.path_params["name"])
    if path is None:
        raise HTTPException(404)
    return FileResponse(
        path, media_type=f"font/{path.suffix[1:]}", headers={"cache-control": "public, max-age=604800"}
    )
