"""Pages: one self-contained HTML file per journey, and the gallery that lists them."""

from geodata.pages.desk import Desk, Edit, read_edit
from geodata.pages.gallery import journey_of, render_gallery, render_pictures

__all__ = ["Desk", "Edit", "journey_of", "read_edit", "render_gallery", "render_pictures"]
