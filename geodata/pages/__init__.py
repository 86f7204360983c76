"""Pages: one self-contained HTML file per journey, and the gallery that lists them."""

from geodata.pages.gallery import render_gallery

__all__ = ["render_gallery"]
