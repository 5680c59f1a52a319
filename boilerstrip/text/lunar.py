"""Dates of the lunar Hijri calendar, where a weekday beside them tells which day is meant.

Its months begin when the moon is sighted, so by calculation a date may be off by a day.
"""

from __future__ import annotations

from datetime import date, timedelta

from boilerstrip.text.patterns import lazy

# Letters that are written in several ways, in Arabic, Persian and Urdu.
_SAME_LETTERS = str.maketrans(
    {**dict(zip("یىکأإآٱةہھۃەگ", "ييكااااهههههك", strict=True)), "\u200c": None, "\u200f": None, "ـ": None}
)
_VOWEL_SIGNS = lazy("[\u064b-\u0652\u0670]")
# The months from the first on, in folded letters.
_MONTHS = (
    "محرم(?: الحرام)?|muharram",
    "صفر(?: المظفر)?|safar",
    "ربيع ?(?:ال)?اول|rabi.? (?:al-?|ul-?)?awwal",
    "ربيع ?(?:ال)?(?:اخر|ثاني)|rabi.? (?:al-?|uth-?|ul-?)?(?:thani|akhir)",
    "جمادي ?(?:ال)?(?:اولي?)|jumada (?:al-?)?(?:ula|awwal)",
    "جمادي ?(?:ال)?(?:اخره?|ثانيه?|اخري)|jumada (?:al-?)?(?:akhirah?|thani(?:yah)?)",
    "رجب(?: المرجب)?|rajab",
    "شعبان(?: المعظم)?|sha.?ban|syakban",
    "رمضان(?: المبارك)?|ramad[ah]?an|ramzan",
    "شوال(?: المكرم)?|shawwal|syawal",
    "ذو? ?ي? ?(?:ال)?قعده|dh?u al-?q[ia].?dah?|zulkaidah",
    "ذو? ?ي? ?(?:ال)?حجه|dh?u al-?hijjah?|zulhijah",
)
_DATE = lazy(
    r"(?<!\d)(?P<day>\d{1,2})\.?\s+(?:من\s+)?(?:شهر\s+)?(?:"
    + "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, 1))
    + r")،?,?\s+(?:سنه\s+|عام\s+)?(?P<year>1[34]\d\d)(?!\d)"
)
# Either the day or the year first, with the sign of the calendar.
_NUMERIC = lazy(
    r"(?<![\d./-])(?:(?P<day>\d{1,2})([/-])(?P<month>\d{1,2})\2(?P<year>1[34]\d\d)"
    r"|(?P<first_year>1[34]\d\d)([/-])(?P<next_month>\d{1,2})\6(?P<last_day>\d{1,2}))"
    r"\s?(?:ه(?![.\s]{0,2}ش)|h\b|ah\b)"
)
# Weekdays from Monday on.
_WEEKDAYS = lazy(
    r"(?<!\w)(?:(?P<d0>الاثنين|اثنين|پير|دوشنبه|monday|senin)"
    r"|(?P<d1>الثلاثاء|منكل|سه ?شنبه|tuesday|selasa)"
    r"|(?P<d2>الاربعاء|بده|چهارشنبه|wednesday|rabu)|(?P<d3>الخميس|جمعرات|پنج ?شنبه|thursday|kamis)"
    r"|(?P<d4>الجمعه|جمعه|friday|jumat)|(?P<d5>السبت|هفته|شنبه|saturday|sabtu)"
    r"|(?P<d6>الاحد|اتوار|يكشنبه|sunday|ahad|minggu))(?!\w)"
)
# Between the day that is calculated and the one that was sighted, at most.
_MAX_OFF = 2
# From the count of days of the calendar to that of Python's dates.
_OFFSET = 1_948_440 - 385 - 1_721_425
_MAX_TEXT = 200  # characters


def read_lunar(text: str) -> date | None:
    """Return the day of a lunar Hijri date with its weekday, None for no such date; its digits are 0 to 9."""
    if len(text) > _MAX_TEXT:
        return None
    folded = _VOWEL_SIGNS.sub("", text.lower().translate(_SAME_LETTERS))
    if found := _DATE.search(folded):
        month = next(number for number in range(1, 13) if found[f"m{number}"])
        day, year = int(found["day"]), int(found["year"])
    elif found := _NUMERIC.search(folded):
        day = int(found["day"] or found["last_day"])
        month = int(found["month"] or found["next_month"])
        year = int(found["year"] or found["first_year"])
    else:
        return None
    weekday = _WEEKDAYS.search(folded)
    if weekday is None or not (1 <= day <= 30 and 1 <= month <= 12):
        return None
    wanted = next(number for number in range(7) if weekday[f"d{number}"])
    calculated = from_lunar(year, month, day)
    # within a week no weekday comes twice
    off = (wanted - calculated.weekday() + 3) % 7 - 3
    return calculated + timedelta(days=off) if abs(off) <= _MAX_OFF else None


def from_lunar(year: int, month: int, day: int) -> date:
    """Return the day of a lunar Hijri date by calculation, from which the moon may differ by a day."""
    days = (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day
    return date.fromordinal(days + _OFFSET)
