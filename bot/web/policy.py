"""What a page may load, and who may show it in a frame (Content-Security-Policy)."""

from __future__ import annotations

NOBODY = "'none'"
OURS = "'self'"


def policy(*, media: bool = False, frames: bool = False, within: str = NOBODY) -> str:
    """Nothing but what is ours, no inline script or style. `media`: it plays sounds; `frames`: it shows a page of ours
    in a frame; `within`: the sites that may show it in one."""
    more = ("media-src 'self'; " if media else "") + ("frame-src 'self'; " if frames else "")
    return (
        f"{more}default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        f"manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {within}"
    )
