"""Who signs a ClaimReview: a publisher, for a page of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geodata.errors import UsageError

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\{}]+")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who publishes the reviews, and the page that they stand on."""

    publisher: str
    page_url: str

    def page(self, journey: str) -> str:
        """The page about a journey."""
        return self.page_url.replace("{journey}", journey)


def signature(publisher: str | None, page_url: str | None) -> Signature | None:
    """Both or none. Raises UsageError for half of it, and for an address that is none."""
    if publisher is None and page_url is None:
        return None
    if publisher is None or page_url is None:
        raise UsageError("a ClaimReview needs both --publisher and --page-url; without both, Claim items are written")
    if not publisher.strip():
        raise UsageError("--publisher is empty; name who publishes the page")
    if not _ADDRESS.fullmatch(page_url.replace("{journey}", "")):
        message = f'"{page_url}" is no address of a page; write https://…, with {{journey}} where its id belongs'
        raise UsageError(message)
    return Signature(publisher.strip(), page_url)
