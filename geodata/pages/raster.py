"""SVG to PNG for print desks; the one kind of file that is not the same on every machine."""

from __future__ import annotations

from geodata.errors import UsageError

FACES = ("Noto Sans", "Liberation Sans", "DejaVu Sans", "Arial", "Helvetica")


def png(svg: str, width: int = 2000) -> bytes:
    """The drawing as PNG, ``width`` pixels wide. Raises UsageError where the renderer is not installed."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise UsageError("PNG files need the package resvg_py: pip install resvg_py") from None
    # Faces are named one by one: where a generic name finds nothing, resvg leaves text out without a word.
    return bytes(svg_to_bytes(svg_string=svg, width=width, sans_serif_family=FACES[0], font_family=FACES[0]))
