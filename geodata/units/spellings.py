"""Units, their exact factors, and how a dozen languages spell them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

DecimalMark: TypeAlias = Literal[",", ".", "?"]
"""What a language puts before decimals; "?" where the words of two languages stand together."""
Kind: TypeAlias = Literal["speed", "duration", "distance", "count"]

CANONICAL: dict[Kind, str] = {"speed": "km/h", "duration": "h", "distance": "km", "count": ""}
LIMITS: dict[Kind, float] = {"speed": 40_000.0, "duration": 100_000.0, "distance": 1_000_000.0, "count": 1_000_000.0}
"""Largest value taken, in the canonical unit: beyond it a number is a slip, and the solver would lose digits."""

MILE_KM = 1.609344  # international mile, exact (1959 agreement)
NAUTICAL_MILE_KM = 1.852  # exact (1929, adopted by the BIPM)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of one kind: ``factor`` canonical units make one of it, exactly."""

    name: str
    kind: Kind
    factor: float


KMH = Unit("km/h", "speed", 1.0)
MPH = Unit("mph", "speed", MILE_KM)
KNOT = Unit("kn", "speed", NAUTICAL_MILE_KM)
MS = Unit("m/s", "speed", 3.6)
HOUR = Unit("h", "duration", 1.0)
SECOND = Unit("s", "duration", 1 / 3600)
MINUTE = Unit("min", "duration", 1 / 60)
DAY = Unit("days", "duration", 24.0)
WEEK = Unit("weeks", "duration", 168.0)
FORTNIGHT = Unit("fortnights", "duration", 336.0)
NIGHT = Unit("nights", "duration", 24.0)
CALENDAR_DAY = Unit("calendar days", "duration", 24.0)
"""A day of the calendar, touched in part or in whole: "2 nights and 3 days" is not 72 hours."""
KM = Unit("km", "distance", 1.0)
MILE = Unit("miles", "distance", MILE_KM)
NAUTICAL = Unit("nmi", "distance", NAUTICAL_MILE_KM)
METRE = Unit("m", "distance", 0.001)
PIECE = Unit("", "count", 1.0)

# Words between spaces; phrases after the first bar, one each.
_SPELLINGS: dict[Unit, str] = {
    KMH: "km/h kmh kph kmph km/hr km/hour kms/h km/std km/uur km/jam km/giờ ㎞/h 公里/小时 公里/小時 千米/小时 km/小时"
    " km/小時 公里每小时 公里每小時 千米每小时 キロ/時 km/時 km/시 km/시간 킬로미터/시 км/ч км/час км/год"
    " stundenkilometer|kilometers per hour|kilometres per hour|kilometer per hour|kilometre per hour|km per hour"
    "|kms per hour|km an hour|kms an hour|kilometres an hour|kilometers an hour|km pro stunde"
    "|kilometer pro stunde|kilometer in der stunde"
    "|km por hora|kilómetros por hora|quilômetros por hora|quilómetros por hora|km à l'heure|km par heure"
    "|kilomètres à l'heure|kilomètres par heure|kilomètres-heure|km all'ora|chilometri all'ora|chilometri orari"
    "|km orari"
    "|км в час|километров в час|километра в час|км на годину|кілометрів на годину|km một giờ|km per jam"
    "|kilometer per jam"
    "|km per uur|kilometer per uur|كم/ساعة|كيلومترا في الساعة|كم في الساعة",
    MPH: "mph mi/h 英里/小时 英里/小時|miles per hour|miles an hour|mile per hour|mi per hour|mi an hour|millas por"
    " hora|миль в час",
    KNOT: "kn kt kts knot knots knoten nudos nœuds nodi nós узлов узла 节 節 ノット 노트",
    MS: "m/s",
    HOUR: "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore час часа часов ч годин години година"
    " 小时 小時 个小时 個小時 钟头 鐘頭 个钟头 個鐘頭 時間 시간 giờ tiếng jam uur uren godzin ساعة ساعات ώρες ώρα"
    "|tiếng đồng hồ|giờ đồng hồ",
    SECOND: "s sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos secondo secondi секунд"
    " секунды 秒 秒钟 秒鐘 초 giây detik",
    MINUTE: "min mins minute minutes minuten minuto minutos minuti мин минут минуты минута хвилин 分钟 分鐘 分 분"
    " phút menit",
    DAY: "d day days tag tage tagen jour jours journées día días dia dias giorno giorni"
    " день дня дней сутки суток днів доба діб 天 日 日間 일 일간 ngày hari dag dagen يوم أيام يوما ημέρες",
    WEEK: "week weeks woche wochen semaine semaines semana semanas settimana settimane"
    " неделя недели недель 周 週 週間 주 주일 tuần minggu pekan weken",
    FORTNIGHT: "fortnight fortnights",
    NIGHT: "night nights nacht nächte nächten nuit nuits noche noches notte notti noite noites ночь ночи ночей"
    " 夜 晚 泊 박 đêm malam nachten",
    CALENDAR_DAY: "|calendar day|calendar days",
    KM: "km kms kilometre kilometres kilometer kilometers kilometern kilomètre kilomètres kilómetro kilómetros"
    " quilômetro"
    " quilômetros quilómetros chilometro chilometri километр километров километра кілометрів"
    " км 公里 千米 キロ キロメートル ㎞ 킬로미터 킬로 كم كيلومتر كيلومترا χιλιόμετρα",
    MILE: "mi mile miles meile meilen millas milles miglia milhas миль мили mil 英里 哩 マイル 마일",
    NAUTICAL: "nmi 海里 浬 해리|nautical mile|nautical miles|sea miles|millas náuticas|морских миль",
    METRE: "metre metres meter meters metern mètres metros metri метров 미터 メートル",
}

# Languages that write 1.364 for a thousand and 2,5 for a half (spellings that English shares are left out) …
_COMMA_WORDS = (
    "km/std km/uur km/jam km/giờ stundenkilometer km/ч км/ч км/час std stunde stunden hora horas ora ore час"
    " часа часов ч годин"
    " giờ tiếng jam uur uren minuten minuto minutos minuti минут минуты минута phút menit tag tage tagen día"
    " días dia dias"
    " giorno giorni день дня дней сутки суток днів ngày hari dag dagen woche wochen semana semanas settimana"
    " settimane"
    " недели недель tuần minggu pekan weken nächte noches notti noites đêm malam nachten kilometern kilómetro"
    " kilómetros"
    " quilômetro quilômetros quilómetros chilometro chilometri километр километров километра км кілометрів"
    " meile meilen"
    " millas miglia milhas миль metern metros metri метров"
    "|km pro stunde|kilometer pro stunde|km por hora|kilómetros por hora|quilômetros por hora|km all'ora"
    "|chilometri all'ora"
    "|chilometri orari|км в час|километров в час|km per jam|km per uur|kilometer per uur|tiếng đồng hồ|giờ đồng hồ"
)
# … and English, which writes 1,364 and 2.5; Chinese, Japanese and Korean do the same.
_POINT_WORDS = (
    "km/hour hr hrs hour hours mins day days week weeks fortnight fortnights night nights"
    " kilometre kilometres mile miles metre metres knot knots"
    "|kilometers per hour|kilometres per hour|kilometre per hour|km per hour|km an hour|kilometres an hour"
    "|kilometers an hour"
    "|miles per hour|miles an hour|mile per hour|nautical mile|nautical miles|sea miles|calendar days|calendar day"
)
EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9f]")
"""Scripts that put no spaces between words, or glue particles to them."""


def _listed(text: str) -> list[str]:
    first, *rest = text.split("|")
    return [word.casefold() for word in (*first.split(), *rest)]


UNITS: dict[str, Unit] = {word: unit for unit, text in _SPELLINGS.items() for word in _listed(text)}
"""Every known spelling, case folded."""

_COMMA, _POINT = frozenset(_listed(_COMMA_WORDS)), frozenset(_listed(_POINT_WORDS))


def decimal_mark(spelling: str) -> DecimalMark | None:
    """What the language of a unit's spelling puts before decimals; None where many languages share the spelling."""
    if spelling in _COMMA:
        return ","
    return "." if spelling in _POINT or EAST_ASIAN.search(spelling) else None
