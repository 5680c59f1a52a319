"""What a label right behind a kept text opens: its notes, its sources, a tip or a warning; its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from boilerstrip.page import Block, Element, Page, Role
from boilerstrip.page.block import has_bold_label, is_bold
from boilerstrip.page.boxes import KINDS, box_kind
from boilerstrip.page.tags import WHOLE_PAGE
from boilerstrip.page.turns import pass_times, pass_years
from boilerstrip.scoring.footnotes import NOTE_LABELS
from boilerstrip.scoring.headings import above_stretches
from boilerstrip.scoring.lists_and_tables import lists_stories
from boilerstrip.scoring.selection import are_likely
from boilerstrip.scoring.tails import stretch_ends
from boilerstrip.text.patterns import lazy

# Labels of sources and notes in many languages, with "_" for a space.
_SOURCES = NOTE_LABELS.union(
    """
    references sources bibliography works_cited notes_and_references literature quellen quellenangaben
    literatur literaturverzeichnis einzelnachweise références bibliographie notes_et_références fuentes
    referencias bibliografía fontes referências bibliografia fonti riferimenti bronnen bronvermelding
    literatuur źródła zdroje prameny literatura források irodalom jegyzetek hivatkozások
    források_és_irodalom surse bibliografie referințe note_de_subsol kilder referencer litteratur källor
    referenser lähteet viitteet kirjallisuus allikad viited avoti šaltiniai izvori viri kaynaklar
    kaynakça dipnotlar notlar источники литература список_литературы джерела література примітки
    посилання_на_джерела източници бележки извори πηγές βιβλιογραφία σημειώσεις παραπομπές المراجع
    المصادر الهوامش المصادر_والمراجع מקורות הערות_שוליים منابع پانویس संदर्भ स्रोत টীকা তথ্যসূত্র
    参考文献 参考资料 參考資料 參考文獻 资料来源 資料來源 註釋 出典 참고문헌 출처 각주 เอกสารอ้างอิง
    แหล่งที่มา อ้างอิง tài_liệu_tham_khảo nguồn nguồn_tham_khảo chú_thích daftar_pustaka sumber
    referensi catatan_kaki
    """.split()
)
# Labels of what else there is to read and hear. Links that lead to the site itself are its stories.
_READING = frozenset(
    """
    further_reading sources_and_further_reading references_and_further_reading show_notes shownotes
    weiterführende_literatur weiterführende_links literatur_und_links pour_aller_plus_loin
    lecturas_recomendadas leituras_recomendadas per_approfondire verder_lezen további_olvasnivaló
    """.split()
)
# Labels of what a dish is made of, and how. Their lines often have no list around them.
_RECIPE = frozenset(
    """
    ingredients method directions instructions preparation zutaten zubereitung anleitung ingrédients
    préparation étapes réalisation ingredientes preparación elaboración modo_de_preparo modo_de_preparação
    preparação ingredienti preparazione procedimento ingrediënten bereiding bereidingswijze ingredienser
    gör_så_här fremgangsmåde fremgangsmåte ainekset valmistus składniki przygotowanie sposób_przygotowania
    suroviny ingredience postup příprava hozzávalók elkészítés ingrediente mod_de_preparare sastojci priprema
    ингредиенты приготовление способ_приготовления інгредієнти приготування продукти съставки приготвяне
    υλικά εκτέλεση malzemeler yapılışı hazırlanışı المكونات المقادير طريقة_التحضير מצרכים אופן_ההכנה
    مواد_لازم طرز_تهیه सामग्री विधि 材料 食材 做法 步骤 步驟 作り方 재료 만드는_법 ส่วนผสม วิธีทำ nguyên_liệu
    cách_làm bahan bahan-bahan cara_membuat viungo mahitaji
    """.split()
)
# Labels of tips and warnings.
_ASIDES = frozenset(
    """
    tipp hinweis achtung warnung wichtig merke conseil astuce attention remarque avertissement consejo
    nota aviso advertencia atención importante dica atenção consiglio attenzione avviso let_op opmerking
    waarschuwing wskazówka uwaga ostrzeżenie upozornění varování poznámka megjegyzés figyelem tipy sfat
    atenție obs bemærk huomio vinkki vihje ipucu uyarı dikkat not совет внимание важно примечание
    предупреждение порада увага важливо примітка συμβουλή προσοχή σημείωση نصيحة تحذير ملاحظة تنبيه טיפ
    אזהרה הערה नोट सुझाव चेतावनी सावधान ヒント 注意 警告 メモ 補足 提示 小贴士 참고 주의 경고 팁
    หมายเหตุ คำเตือน เคล็ดลับ lưu_ý mẹo cảnh_báo catatan peringatan
    """.split()
).union(KINDS)
_MAX_LABEL = 30
_ANNOUNCES = (":", "\uff1a")
# What a list of sources has at most, and what stands in a box of a tip or a warning, in Blocks.
_MAX_SOURCES, _MAX_ASIDE = 60, 6
# So many lines are a list of whatever their label says.
_MIN_LINES = 3
# Least mean probability of a box amid the text that has a heading and no label; least probability of a
# sentence in an `aside` there.
_LEAST, _LEAST_ALONE = 0.05, 0.2
# Classes of other boxes of a note: "note", "information-macro-note". One for tips may be an aside.
_NOTE_CLASS = lazy(r"(?<!\S)(?:[\w-]+-)?(?:note|important|warning|caution|danger|attention)(?!\S)")
# So many lines with a bold label are fields.
_MIN_FIELDS, _LEAST_FIELDS = 2, 0.05
# So many labels with a number are a series; words of one, and the share of them that is kept already.
_MIN_NUMBERED, _MAX_NUMBERED, _MIN_KEPT = 3, 4, 0.25
_NUMBER = lazy(r"\d{1,9}")
_WRAPPERS = ("section", "div")
_LINES = frozenset({Role.PARAGRAPH, Role.DATE, Role.BYLINE})


def with_labelled(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with lists of sources below their label, and with tips and boxes amid the text.

    Both directly follow kept text in the same element, as do what a dish is made of, and how, and the years
    of a timeline.
    """
    whole = list(mask)
    for label in _labels(page, whole):
        name = label.text.lower().strip(" :\uff1a!").replace(" ", "_")
        # what a recipe says of its steps follows what it says of its ingredients
        if not (mask[label.index - 1] or name in _RECIPE):
            continue
        end = _end_of_list(page, label, name)
        # "Note" can be either
        if end == label.index:
            end = _end_of_aside(page, label, mask, probabilities, is_named=name in _ASIDES)
        whole[label.index : end] = [True] * (end - label.index)
    for i in stretch_ends(whole) if not page.is_plaintext else ():
        block = page.blocks[i]
        end = i + 1 if _is_note(page, block, whole, probabilities) else _end_of_times(page, block)
        whole[i:end] = [True] * (end - i)
    return whole


def _is_note(page: Page, block: Block, mask: Sequence[bool], probabilities: Sequence[float]) -> bool:
    """Return whether a sentence is alone in a box of a note, a tip or a warning, which has no title.

    In an `aside` the text has to go on behind it, as that may be anything at the end.
    """
    if block.link_words or page.phrase_matches[block.index] is not None or not block.ends_sentence:
        return False
    around = page.enclosing_container(block)
    # most stand in an element with the text, and nothing is around them alone
    if around is None or around.start == block.index or page.elements[block.element] is around:
        return False
    is_likely = probabilities[block.index] >= _LEAST_ALONE
    is_last = block.index + 1 == around.end
    goes_on = not is_last and mask[block.index + 1]
    for box in takewhile(lambda element: element is not around, page.ancestors(block.element)):
        if box_kind(page, box):
            return goes_on or is_last or is_likely
        if box.tag == "aside":
            return goes_on and is_likely
        if is_likely and _NOTE_CLASS.search(box.class_id):
            return True
    return False


def _end_of_times(page: Page, first: Block) -> int:
    """Return where the years of a timeline or the times of chapters end, right behind the text."""
    if not first.text.lstrip("([")[:1].isdecimal() or first.element < 0:
        return first.index
    end, around = first.index, page.elements[page.elements[first.element].parent]
    while end < around.end and _is_line(
        page.blocks[end], around.index, page.sibling_group_ids[first.element], page
    ):
        end += 1
    lines = page.blocks[first.index : end]
    texts = [block.text for block in lines]
    is_timeline = (
        around.start < first.index
        and len(lines) >= _MIN_LINES
        and not any(block.link_words for block in lines)
        and all(found is None for found in page.phrase_matches[first.index : end])
        and (pass_years(texts) or pass_times(texts))
    )
    return end if is_timeline else first.index


def _labels(page: Page, mask: list[bool]) -> Iterator[Block]:
    """Iterate over the short lines behind kept text that are left out, or kept while what follows is not."""
    for end in stretch_ends(mask):
        for label in page.blocks[end - 1 : end + 1]:
            if label.index and mask[label.index - 1] and _is_short(label):
                yield label


def _is_short(block: Block) -> bool:
    # an icon alone is no label
    return len(block.text) <= _MAX_LABEL and block.element >= 0 and block.words > 0


def _end_of_list(page: Page, label: Block, name: str) -> int:
    """Return where what a label lists ends; its own index if it lists nothing.

    Any label that ends with a colon may list a few lines without links, such as who signs a letter.
    """
    if name in _SOURCES or name in _READING or name in _RECIPE:
        end = _end_of_sources(page, label, is_told=name in _RECIPE)
        is_listed = name not in _READING or not lists_stories(page.blocks[label.index + 1 : end])
        return end if is_listed else label.index
    if not label.text.rstrip().endswith(_ANNOUNCES) or page.phrase_matches[label.index] is not None:
        return label.index
    end = _end_of_sources(page, label, is_told=True)
    lines = page.blocks[label.index + 1 : end]
    is_listed = len(lines) >= _MIN_LINES and not any(block.link_words for block in lines)
    return end if is_listed else label.index


def _end_of_sources(page: Page, label: Block, *, is_told: bool) -> int:
    """Return where the list or the lines below a label of sources end; its own index if there are none.

    A label that is told by its text alone need neither be a heading nor bold.
    """
    around = page.elements[page.elements[label.element].parent]
    if (
        not (label.level or is_told or is_bold(label))
        or not _follows_text(page, around, label)
        or label.index + 1 == len(page.blocks)
    ):
        return label.index
    first = page.blocks[label.index + 1]
    lists = [unit for unit in page.units if unit.start == first.index and unit.kind == "list"]
    if lists:
        end = lists[0].end
    else:
        kind = page.sibling_group_ids[first.element]
        end = first.index
        while end < around.end and _is_line(page.blocks[end], around.index, kind, page):
            end += 1
    is_list = end <= around.end and all(found is None for found in page.phrase_matches[first.index : end])
    return end if first.index < end <= first.index + _MAX_SOURCES and is_list else label.index


def _is_line(block: Block, parent: int, kind: int, page: Page) -> bool:
    """Return whether a Block is a line like the first one below a label."""
    return (
        block.role in _LINES
        and page.elements[block.element].parent == parent
        and page.sibling_group_ids[block.element] == kind
    )


def _end_of_aside(
    page: Page, label: Block, mask: Sequence[bool], probabilities: Sequence[float], *, is_named: bool
) -> int:
    """Return where the box ends whose title is `label`, the title's own index if it is no tip or warning.

    It holds sentences without links, and the text goes on below it, or it is the text's last part. Amid the
    text a heading may be its title, too.
    """
    box = page.enclosing_container(label)
    if box is None or box.start != label.index or box.end - box.start > _MAX_ASIDE or box.parent < 0:
        return label.index
    around = page.elements[box.parent]
    goes_on = box.end < around.end and mask[box.end]
    is_likely = (
        goes_on and label.level > 0 and are_likely(page.blocks[box.start : box.end], probabilities, _LEAST)
    )
    is_named = is_named or box_kind(page, box) != ""
    if around.start == label.index or not (is_named or is_likely):
        return label.index
    below = page.blocks[label.index + 1 : box.end]
    is_text = all(
        (block.ends_sentence or block.role is Role.LIST_ITEM) and not block.link_words for block in below
    ) and all(found is None for found in page.phrase_matches[label.index : box.end])
    fits = goes_on or (is_named and box.end == around.end)
    return box.end if fits and is_text else label.index


def _follows_text(page: Page, around: Element, label: Block) -> bool:
    """Return whether the Block above a label is in the label's own element, or in the one around that."""
    if around.start == label.index and around.tag in _WRAPPERS:
        around = page.elements[around.parent]
    return around.start < label.index and around.tag not in WHOLE_PAGE


def with_fields(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with lines right behind a kept sentence, in its element, that have a bold label each.

    An address, opening hours and prices end many texts so, and stand in a box amid others. Where one is kept,
    so are the others behind it. Lines with links or phrases are not added.
    """
    whole = list(mask)
    for start in stretch_ends(list(mask)) if not page.is_plaintext else ():
        above = page.blocks[start - 1]
        if above.element < 0:
            continue
        goes_on = _is_field(page, above, page.elements[above.element].parent)
        if not (goes_on or above.ends_sentence):
            continue
        fields = page.blocks[start : _end_of_fields(page, mask, start)]
        if goes_on + len(fields) >= _MIN_FIELDS and are_likely(fields, probabilities, _LEAST_FIELDS):
            whole[start : start + len(fields)] = [True] * len(fields)
    return whole


def with_numbers(page: Page, mask: list[bool]) -> list[bool]:
    """Return the mask with all labels that number the parts of a text, where it has some: "Step 1", "Step 2".

    They stand in like places, each right above kept text.
    """
    whole = list(mask)
    # on most pages none is left out
    if page.is_plaintext or not any(_is_numbered(page.blocks[i]) for i in above_stretches(mask)):
        return whole
    labels: dict[tuple[int, str], list[int]] = {}
    for block in filter(_is_numbered, page.blocks):
        place = page.repeat_group_ids[block.index]
        labels.setdefault((place, _NUMBER.sub("#", block.text)), []).append(block.index)
    for group in labels.values():
        kept = sum(mask[i] for i in group)
        if len(group) >= _MIN_NUMBERED and _MIN_KEPT * len(group) <= kept < len(group):
            numbers = [int(number[0]) for i in group if (number := _NUMBER.search(page.blocks[i].text))]
            steps = {after - before for before, after in pairwise(numbers)}
            if steps in ({1}, {-1}) and all(mask[i + 1 : i + 2] == [True] for i in group):
                for i in group:
                    whole[i] = True
    return whole


def _is_numbered(block: Block) -> bool:
    """Return whether a Block is a few words without a link, one of which is a number."""
    return (
        0 < block.words <= _MAX_NUMBERED and not block.link_words and _NUMBER.search(block.text) is not None
    )


def _end_of_fields(page: Page, mask: Sequence[bool], start: int) -> int:
    """Return where fields end that stand beside the sentence above, or in a box between that and the text."""
    parent = page.elements[page.blocks[start - 1].element].parent
    box = page.enclosing_container(page.blocks[start])
    if box is not None and box.start == start and box.parent == parent:
        goes_on = box.end < len(mask) and mask[box.end]
        fields = page.blocks[start : box.end]
        return box.end if goes_on and all(_is_field(page, block, box.index) for block in fields) else start
    end = start
    while end < len(mask) and not mask[end] and _is_field(page, page.blocks[end], parent):
        end += 1
    return end


def _is_field(page: Page, block: Block, parent: int) -> bool:
    """Return whether a paragraph of an element begins with a bold label, and says something behind it."""
    return (
        block.role is Role.PARAGRAPH
        and block.element >= 0
        and page.elements[block.element].parent == parent
        and not block.link_words
        and page.phrase_matches[block.index] is None
        and has_bold_label(block)
    )
