"""The names of months, by language, and years of other calendars."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import islice

from boilerstrip.text.patterns import lazy

# The twelve months of each language; "|" separates the forms of a name: first those used in dates, then
# abbreviations. "~" stands for any letters after a stem.
_MONTHS = {
    "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug "
    "september|sept|sep october|oct november|nov december|dec",
    "de": "januar|jänner|jän|jan februar|feber|feb märz|maerz|mär|mrz april|apr mai juni|jun juli|jul "
    "august|aug september|sept|sep oktober|okt november|nov dezember|dez",
    "fr": "janvier|janv|jan février|fevrier|févr|fév|fevr mars|mar avril|avr mai juin|jui juillet|juil "
    "août|aout|aoû septembre|sept|sep octobre|oct novembre|nov décembre|decembre|déc|dec",
    "es": "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago "
    "septiembre|setiembre|sept|sep|set octubre|oct noviembre|nov diciembre|dic",
    "pt": "janeiro|jan fevereiro|fev março|marco|mar abril|abr maio|mai junho|jun julho|jul agosto|ago "
    "setembro|set outubro|out novembro|nov dezembro|dez",
    "gl": "xaneiro|xan febreiro|feb marzo|mar abril|abr maio|mai xuño|xuñ xullo|xul agosto|ago "
    "setembro|set outubro|out novembro|nov decembro|dec",
    "ca": "gener|gen febrer|febr|feb març|mar abril|abr maig juny|jun juliol|jul agost|ag "
    "setembre|set octubre|oct novembre|nov desembre|des",
    "it": "gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago "
    "settembre|set|sett ottobre|ott novembre|nov dicembre|dic",
    "ro": "ianuarie|ian februarie|feb martie|mar aprilie|apr mai iunie|iun iulie|iul august|aug "
    "septembrie|sept octombrie|oct noiembrie|noi decembrie|dec",
    "nl": "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug "
    "september|sept|sep oktober|okt november|nov december|dec",
    "af": "januarie|jan februarie|feb maart|mrt april|apr mei junie|jun julie|jul augustus|aug "
    "september|sep oktober|okt november|nov desember|des",
    "fy": "jannewaris febrewaris maart april maaie juny july augustus septimber oktober novimber desimber",
    "sv": "januari|jan februari|feb mars|mar april|apr maj juni|jun juli|jul augusti|aug "
    "september|sept|sep oktober|okt november|nov december|dec",
    "da": "januar|jan februar|feb marts|mar april|apr maj juni|jun juli|jul august|aug "
    "september|sept|sep oktober|okt november|nov december|dec",
    "no": "januar|jan februar|feb mars|mar april|apr mai juni|jun juli|jul august|aug "
    "september|sept|sep oktober|okt november|nov desember|des",
    "is": "janúar|jan febrúar|feb mars|mar apríl|apr maí júní|jún júlí|júl ágúst|ágú "
    "september|sep október|okt nóvember|nóv desember|des",
    "fi": "tammi~ helmi~ maalis~ huhti~ touko~ kesä~ heinä~ elo~ syys~ loka~ marras~ joulu~",
    "et": "jaanuar|jaan veebruar|veebr märts aprill|apr mai juuni juuli august|aug september|sept "
    "oktoober|okt november|nov detsember|dets",
    "lv": "janvār~|janv februār~|febr mart~ aprīl~|apr maij~ jūnij~|jūn jūlij~|jūl august~|aug "
    "septembr~|sept oktobr~|okt novembr~|nov decembr~|dec",
    "lt": "sausi~ vasari~ kov~ baland~ geguž~ birželi~ liep~ rugpjū~ rugsėj~ spali~ lapkri~ gruod~",
    "cs": "ledna|leden|led února|únor|úno března|březen|bře dubna|duben|dub května|květen|kvě "
    "června|červen|čvn července|červenec|čvc srpna|srpen|srp září|zář října|říjen|říj "
    "listopadu|listopad prosince|prosinec|pro",
    "sk": "januára|január|jan februára|február|feb marca|marec|mar apríla|apríl|apr mája|máj júna|jún "
    "júla|júl augusta|august|aug septembra|september|sep októbra|október|okt "
    "novembra|november|nov decembra|december|dec",
    "pl": "stycznia|styczeń|sty lutego|luty|lut marca|marzec|mar kwietnia|kwiecień|kwi maja|maj "
    "czerwca|czerwiec|cze lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz "
    "października|październik|paź listopada|listopad|lis grudnia|grudzień|gru",
    "hr": "siječnja|siječanj|sij veljače|veljača|velj ožujka|ožujak|ožu travnja|travanj|tra "
    "svibnja|svibanj|svi lipnja|lipanj|lip srpnja|srpanj|srp kolovoza|kolovoz|kol rujna|rujan|ruj "
    "listopada|listopad|lis studenoga|studenog|studeni|stu prosinca|prosinac|pro",
    "sl": "januarja|januar|jan februarja|februar|feb marca|marec|mar aprila|april|apr maja|maj "
    "junija|junij|jun julija|julij|jul avgusta|avgust|avg septembra|september|sep oktobra|oktober|okt "
    "novembra|november|nov decembra|december|dec",
    "bs": "januara|januar|jan februara|februar|feb marta|mart|mar aprila|april|apr maja|maj juna|juni|jun "
    "jula|juli|jul avgusta|august|avg septembra|septembar|sep oktobra|oktobar|okt "
    "novembra|novembar|nov decembra|decembar|dec",
    "sq": "janar|jan shkurt|shk mars|mar prill|pri maj qershor|qer korrik|kor gusht|gush shtator|sht "
    "tetor|tet nëntor|nën dhjetor|dhj",
    "hu": "január~|jan február~|febr|feb március~|márc ápril~|ápr május~|máj június~|jún július~|júl "
    "augusztus~|aug szeptember~|szept október~|okt november~|nov december~|dec",
    "eu": "urtarril~|urt otsail~|ots martxo~|mar apiril~|api maiatz~|mai ekain~|eka uztail~|uzt abuztu~|abu "
    "irail~|ira urri~|urr azaro~|aza abendu~|abe",
    "tr": "ocak|oca şubat|şub mart|mar nisan|nis mayıs|may haziran|haz temmuz|tem ağustos|ağu eylül|eyl "
    "ekim|eki kasım|kas aralık|ara",
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "uz": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    "id": "januari|jan februari|feb maret|mar april|apr mei juni|jun juli|jul agustus|agu|agt|ags "
    "september|sept|sep oktober|okt november|nov desember|des",
    "ms": "januari|jan februari|feb mac april|apr mei jun julai|jul ogos|ogo september|sep oktober|okt "
    "november|nov disember|dis",
    "tl": "enero|ene pebrero|peb marso|mar abril|abr mayo hunyo|hun hulyo|hul agosto|ago setyembre|set "
    "oktubre|okt nobyembre|nob disyembre|dis",
    "sw": "januari|jan februari|feb machi|mac aprili|apr mei juni|jun julai|jul agosti|ago septemba|sep "
    "oktoba|okt novemba|nov desemba|des",
    "cy": "ionawr|ion chwefror|chwef mawrth|maw ebrill|ebr mai mehefin|meh gorffennaf|gorff awst medi "
    "hydref|hyd tachwedd|tach rhagfyr|rhag",
    "ga": "eanáir feabhra márta aibreán bealtaine meitheamh iúil lúnasa mheán~ dheireadh~ samhain nollaig",
    "eo": "januaro|jan februaro|feb marto|mar aprilo|apr majo|maj junio|jun julio|jul aŭgusto|aŭg "
    "septembro|sep oktobro|okt novembro|nov decembro|dec",
    "ru": "января|январь|янв февраля|февраль|фев|февр марта|март|мар апреля|апрель|апр мая|май "
    "июня|июнь|июн июля|июль|июл августа|август|авг сентября|сентябрь|сен|сент октября|октябрь|окт "
    "ноября|ноябрь|ноя|нояб декабря|декабрь|дек",
    "uk": "січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|кві травня|травень|тра "
    "червня|червень|чер липня|липень|лип серпня|серпень|сер вересня|вересень|вер жовтня|жовтень|жов "
    "листопада|листопад|лис грудня|грудень|гру",
    "be": "студзеня|студзень лютага|люты сакавіка|сакавік красавіка|красавік мая|травень чэрвеня|чэрвень "
    "ліпеня|ліпень жніўня|жнівень верасня|верасень кастрычніка|кастрычнік лістапада|лістапад "
    "снежня|снежань",
    "bg": "януари|яну февруари|фев март|мар април|апр май юни|юн юли|юл август|авг септември|сеп|септ "
    "октомври|окт ноември|ное декември|дек",
    "sr": "јануара|јануар|јан фебруара|фебруар|феб марта|март|мар априла|април|апр маја|мај јуна|јун|јуни "
    "јула|јул|јули августа|август|авг септембра|септембар|сеп октобра|октобар|окт "
    "новембра|новембар|нов децембра|децембар|дец",
    "mk": "јануари|јан февруари|фев март|мар април|апр мај јуни|јун јули|јул август|авг септември|сеп "
    "октомври|окт ноември|ное декември|дек",
    "kk": "қаңтар|қаң ақпан|ақп наурыз|нау сәуір|сәу мамыр|мам маусым|мау шілде|шіл тамыз|там "
    "қыркүйек|қыр қазан|қаз қараша|қар желтоқсан|жел",
    "el": "ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ|μάρ "
    "απριλίου|απρίλιος|απρ μαΐου|μαίου|μάιος|μάι|μαΐ ιουνίου|ιούνιος|ιουν|ιούν ιουλίου|ιούλιος|ιουλ|ιούλ "
    "αυγούστου|αύγουστος|αυγ|αύγ σεπτεμβρίου|σεπτέμβριος|σεπ|σεπτ οκτωβρίου|οκτώβριος|οκτ "
    "νοεμβρίου|νοέμβριος|νοε|νοέ δεκεμβρίου|δεκέμβριος|δεκ",
    "hy": "հունվարի|հունվար|հնվ փետրվարի|փետրվար|փտվ մարտի|մարտ|մրտ ապրիլի|ապրիլ|ապր մայիսի|մայիս|մյս "
    "հունիսի|հունիս|հնս հուլիսի|հուլիս|հլս օգոստոսի|օգոստոս|օգս սեպտեմբերի|սեպտեմբեր|սեպ "
    "հոկտեմբերի|հոկտեմբեր|հոկ նոյեմբերի|նոյեմբեր|նոյ դեկտեմբերի|դեկտեմբեր|դեկ",
    "ka": "იანვარი|იანვარს|იან თებერვალი|თებერვალს|თებ მარტი|მარტს|მარ აპრილი|აპრილს|აპრ მაისი|მაისს|მაი "
    "ივნისი|ივნისს|ივნ ივლისი|ივლისს|ივლ აგვისტო|აგვისტოს|აგვ სექტემბერი|სექტემბერს|სექ "
    "ოქტომბერი|ოქტომბერს|ოქტ ნოემბერი|ნოემბერს|ნოე დეკემბერი|დეკემბერს|დეკ",
    "he": "ינואר|בינואר|ינו פברואר|בפברואר|פבר מרץ|במרץ|מרס אפריל|באפריל|אפר מאי|במאי יוני|ביוני|יונ "
    "יולי|ביולי|יול אוגוסט|באוגוסט|אוג ספטמבר|בספטמבר|ספט אוקטובר|באוקטובר|אוק נובמבר|בנובמבר|נוב "
    "דצמבר|בדצמבר|דצמ",
    "ar": "يناير|جانفي فبراير|فيفري|شباط مارس|آذار|اذار أبريل|ابريل|إبريل|أفريل|نيسان مايو|ماي|أيار|ايار "
    "يونيو|يونيه|جوان|حزيران يوليو|يوليه|جويلية|تموز أغسطس|اغسطس|أوت|غشت|آب سبتمبر|شتنبر|أيلول|ايلول "
    "أكتوبر|اكتوبر نوفمبر|نونبر ديسمبر|دجنبر",
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "hi": "जनवरी|जन फरवरी|फ़रवरी|फर मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर|सित अक्टूबर|अक्तूबर|अक्टू "
    "नवंबर|नवम्बर|नव दिसंबर|दिसम्बर|दिस",
    "mr": "जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर",
    "ne": "जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर",
    "bn": "জানুয়ারি|জানুয়ারী ফেব্রুয়ারি|ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট|আগষ্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "pa": "ਜਨਵਰੀ ਫ਼ਰਵਰੀ|ਫਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ",
    "gu": "જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ|ઓગસ્ટ સપ્ટેમ્બર ઑક્ટોબર|ઓક્ટોબર નવેમ્બર ડિસેમ્બર",
    "ta": "ஜனவரி|ஜன பிப்ரவரி|பிப் மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட்|ஆக செப்டம்பர்|செப் அக்டோபர்|அக் நவம்பர்|நவ டிசம்பர்|டிச",
    "te": "జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై|జూలై ఆగస్టు|ఆగస్ట్ సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్",
    "kn": "ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್",
    "ml": "ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ്|മെയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ്|ആഗസ്റ്റ് സെപ്റ്റംബർ ഒക്ടോബർ നവംബർ ഡിസംബർ",
    "th": "มกราคม|ม.ค กุมภาพันธ์|ก.พ มีนาคม|มี.ค เมษายน|เม.ย พฤษภาคม|พ.ค มิถุนายน|มิ.ย กรกฎาคม|ก.ค สิงหาคม|ส.ค "
    "กันยายน|ก.ย ตุลาคม|ต.ค พฤศจิกายน|พ.ย ธันวาคม|ธ.ค",
    "fa": "ژانویه فوریه مارس آوریل می|مه ژوئن ژوئیه|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر",
}  # fmt: skip
# The months of the Solar Hijri calendar in Persian, and the first day of its year 1400.
_SOLAR = {
    name: number
    for number, names in enumerate(
        "فروردین اردیبهشت خرداد تیر مرداد|امرداد شهریور مهر آبان آذر دی بهمن اسفند".split(), 1
    )
    for name in names.split("|")
}
_SOLAR_1400 = date(2021, 3, 21)
# The leap years in a cycle of 33 years, which is valid from 1343 to 1472 of this calendar.
_SOLAR_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_SOLAR_YEARS = range(1343, 1473)
_DAYS_OF_HALF = 186
# Years of the Buddhist era are higher by this number.
BUDDHIST_OFFSET = 543
# Words between the parts of a date: "5 de marzo de 2014", "2014 m. kovo 5 d.", "2014. gada 5. marts".
_LINKS = frozenset(
    "de del di do da d of den the le el la of m g gada año ng ta den dne ден на р г від al yılı roku года "
    "року م aasta yil".split()
)
_TOKEN = lazy(
    r"(?P<clock>\d{1,2}[:h]\d\d(?::\d\d)?)|(?P<number>\d{1,4})(?:st|nd|rd|th|er|re|ko|an|a|e|º|ª|°|ος|η)?(?![^\W\d_])"
    r"|(?P<word>[^\s\d,;:()\[\]|/•·–—\"'’‘«»<>*#!_-]+)"
)
_MAX_TOKENS = 60
_SHORTEST_STEM, _LONGEST_STEM = 3, 8


def read_named(text: str, language: str | None) -> tuple[int, int, int] | None:
    """Return the year, month and day of the first date with a month's name in a text, None for no date.

    Names are read in every language. `language` decides if a name means different months, such as "listopad".
    """
    tokens: list[tuple[str, int]] = []
    for match in islice(_TOKEN.finditer(text), _MAX_TOKENS):
        kind = match.lastgroup
        if kind == "number":
            tokens.append(("", int(match[kind])))
        elif kind == "word":
            name = fold(match[kind])
            if name and name not in _LINKS:
                tokens.append((name, 0))
        else:
            tokens.append(("", -1))
    tokens = _named_once(tokens, language)
    padded = [("", -1), ("", -1), *tokens, ("", -1), ("", -1)]
    for i in range(2, len(padded) - 2):
        name, before, after = padded[i][0], padded[i - 1][1], padded[i + 1][1]
        # most words stand at no number, and of the others most are no month
        if not name or (before <= 0 and after <= 0):
            continue
        month, solar = _month(name, language), _SOLAR.get(name)
        around = (padded[i - 2][1], before, after, padded[i + 2][1])
        if (month or solar) and (found := _arrange(around, month, solar)):
            return found
    return None


def _named_once(tokens: list[tuple[str, int]], language: str | None) -> list[tuple[str, int]]:
    """Return the tokens of a date less the second name of a month, as Arabic papers have: "أيلول/سبتمبر"."""
    for i in range(len(tokens) - 1):
        (name, _), (other, _) = tokens[i : i + 2]
        numbers = (*tokens[max(0, i - 1) : i], *tokens[i + 2 : i + 3])
        if name and other and any(number > 0 for _, number in numbers):
            month = _month(name, language)
            if month and month == _month(other, language):
                return [*tokens[: i + 1], *tokens[i + 2 :]]
    return tokens


def _arrange(
    around: tuple[int, int, int, int], month: int | None, solar: int | None
) -> tuple[int, int, int] | None:
    """Return the date made of a month and the numbers around its name, None for no valid date."""
    before_last, before, after, after_next = around
    for day, year in ((before, after), (after, after_next), (after, before), (before, before_last)):
        if not 1 <= day <= 31:
            continue
        if month and 1900 <= year <= 2099:
            return year, month, day
        if month and BUDDHIST_OFFSET + 1900 <= year <= BUDDHIST_OFFSET + 2099:
            return year - BUDDHIST_OFFSET, month, day
        if solar and (converted := from_solar(year, solar, day)):
            return converted.year, converted.month, converted.day
    return None


def from_solar(year: int, month: int, day: int) -> date | None:
    """Convert a date of the Solar Hijri calendar to a Gregorian one; None if not from 1964 to 2094.

    Its year begins at the equinox in March; its first six months have 31 days, the others 30 but for the
    last, which has 29 or, in leap years, 30.
    """
    if year not in _SOLAR_YEARS or not 1 <= month <= 12:
        return None
    is_leap = year % 33 in _SOLAR_LEAP
    length = 31 if month <= 6 else 30 if month < 12 or is_leap else 29
    if not 1 <= day <= length:
        return None
    leap_days = sum(one % 33 in _SOLAR_LEAP for one in range(min(year, 1400), max(year, 1400)))
    years = (year - 1400) * 365 + (leap_days if year > 1400 else -leap_days)
    of_year = 31 * (month - 1) if month <= 7 else _DAYS_OF_HALF + 30 * (month - 7)
    return _SOLAR_1400 + timedelta(days=years + of_year + day - 1)


def fold(word: str) -> str:
    """Return a word in the form of the tables: in lower case, without a full stop at its end."""
    return word.casefold().replace("\u0307", "").rstrip(".")


def _month(name: str, language: str | None) -> int | None:
    exact, stems = _tables()
    meant = exact.get(name)
    # hardly any word begins as a stem does
    if meant is None and name[:_SHORTEST_STEM] in stems:
        starts = (name[:length] for length in range(_LONGEST_STEM, _SHORTEST_STEM - 1, -1))
        meant = next(filter(None, map(stems.get, starts)), None)
    if meant is None:
        return None
    numbers = set(meant.values())
    if len(numbers) == 1:
        return numbers.pop()
    return meant.get(language or "")


@cache
def _tables() -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
    """Return tables of month numbers: by name and language, and by stem and language.

    How stems begin is in the second, too, without any numbers.
    """
    exact: dict[str, dict[str, int]] = {}
    stems: dict[str, dict[str, int]] = {}
    for language, names in _MONTHS.items():
        # a fold of all at once takes half the time of one for each
        for number, forms in enumerate(fold(names).split(), 1):
            for form in forms.split("|"):
                name = form.rstrip("~")
                if form.endswith("~"):
                    stems.setdefault(name, {})[language] = number
                    stems.setdefault(name[:_SHORTEST_STEM], {})
                else:
                    exact.setdefault(name, {})[language] = number
    return exact, stems
