"""Names of languages and countries, ours: those of the basemap are dated."""

from __future__ import annotations

from geodata.pages.tongue import say

_LANGUAGES = {
    "ar": "Arabic",
    "cs": "Czech",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def language(tag: str) -> str:
    """A language's English name, or its tag."""
    return say(_LANGUAGES.get(tag.split("-", maxsplit=1)[0], tag))


COUNTRIES = {
    "CN": "China",
    "JP": "Japan",
    "KP": "North Korea",
    "KR": "South Korea",
    "KZ": "Kazakhstan",
    "LA": "Laos",
    "MN": "Mongolia",
    "RU": "Russia",
    "SG": "Singapore",
    "TH": "Thailand",
    "VN": "Vietnam",
}
