# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Words and characters: hashed tokens, content terms, and figures of the characters of texts.

Indexes into C arrays are numbers that this module gave out itself, or are checked where they come in.
"""

from cpython.bytearray cimport PyByteArray_FromStringAndSize
from cpython.dict cimport PyDict_GetItem
from cpython.object cimport PyObject
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, qsort, realloc
from libc.string cimport memcpy, memset

from boilerstrip._kernels.slots cimport Slot, read, slot_of

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(object text)
    PyObject *PyDict_SetDefault(object numbers, object key, object otherwise) except NULL
    # borrowed
    PyObject *PyList_GET_ITEM(object items, Py_ssize_t i)

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 5

cdef uint32_t[256] _CRC


cdef void _fill_crc() noexcept:
    cdef uint32_t value
    cdef int code, bit
    for code in range(256):
        value = code
        for bit in range(8):
            value = (value >> 1) ^ (0xEDB88320u if value & 1 else 0u)
        _CRC[code] = value


_fill_crc()


cdef struct Buffer:
    int64_t *data
    Py_ssize_t size
    Py_ssize_t room


cdef inline int _push(Buffer *buffer, int64_t value) except -1:
    cdef int64_t *grown
    cdef Py_ssize_t room
    if buffer.size == buffer.room:
        room = 2 * buffer.room + 256
        grown = <int64_t *> realloc(buffer.data, room * sizeof(int64_t))
        if grown == NULL:
            raise MemoryError
        buffer.data = grown
        buffer.room = room
    buffer.data[buffer.size] = value
    buffer.size += 1
    return 0


cdef inline int _extend(Buffer *buffer, Buffer *other, Py_ssize_t first, Py_ssize_t beyond) except -1:
    """Append what another buffer has from one place to the next."""
    cdef int64_t *grown
    cdef Py_ssize_t room
    if buffer.size + beyond - first > buffer.room:
        room = 2 * buffer.room + beyond - first + 256
        grown = <int64_t *> realloc(buffer.data, room * sizeof(int64_t))
        if grown == NULL:
            raise MemoryError
        buffer.data = grown
        buffer.room = room
    if beyond > first:
        memcpy(buffer.data + buffer.size, other.data + first, (beyond - first) * sizeof(int64_t))
        buffer.size += beyond - first
    return 0


cdef inline object _bytes_of(Buffer *buffer):
    return PyByteArray_FromStringAndSize(<char *> buffer.data, buffer.size * sizeof(int64_t))


cdef inline uint32_t _crc_of(const uint8_t *data, Py_ssize_t size) noexcept nogil:
    cdef uint32_t value = 0xFFFFFFFFu
    cdef Py_ssize_t i
    for i in range(size):
        value = _CRC[(value ^ data[i]) & 0xFF] ^ (value >> 8)
    return value ^ 0xFFFFFFFFu


cdef int64_t _hash(str token, Py_ssize_t start, Py_ssize_t end) except -1:
    """The hash of a part of a text, as `features.context.token_hash` gives it."""
    cdef const uint8_t *data
    cdef Py_ssize_t i
    cdef bytes encoded
    cdef str part
    cdef uint8_t[128] signs
    if PyUnicode_IS_ASCII(token):
        data = <const uint8_t *> PyUnicode_DATA(token)
        for i in range(start, end):
            if data[i] < 48 or data[i] > 57:
                return _crc_of(data + start, end - start)
        if end == start:
            return 0
        if end - start <= 128:
            memset(signs, 35, end - start)
            return _crc_of(signs, end - start)
    part = token[start:end]
    if part.isdecimal():
        part = "#" * len(part)
    encoded = part.encode("utf-8", "replace")
    return _crc_of(<const uint8_t *> <const char *> encoded, len(encoded))


cdef inline int64_t _bucket(int64_t salted) noexcept nogil:
    # the same numbers as in `features.hashed_tokens`, where they are explained; hash values are never negative
    return <uint64_t> salted % 0x7FFFFFFF * 506952114 % 0x7FFFFFFF % 32768


cdef int _push_hashes(Buffer *hashed, str tag, str names, hashes) except -1:
    """Append what `features.hashed_tokens._hashes` gives, which is asked where there is more than ASCII."""
    cdef const uint8_t *data
    cdef Py_ssize_t size = len(names), i = 0, start, first = hashed.size, at, most = 16
    cdef int64_t[16] parts
    cdef int64_t value
    cdef int count = 0, k
    if not (PyUnicode_IS_ASCII(names) and PyUnicode_IS_ASCII(tag)):
        for value in <tuple> hashes(tag, names):
            _push(hashed, value)
        return 0
    data = <const uint8_t *> PyUnicode_DATA(names)
    while i < size and count < most:
        start = i
        while i < size and (97 <= (data[i] | 32) <= 122):
            i += 1
        if i - start >= 2:
            parts[count] = _crc_of(data + start, min(i - start, 20))
            count += 1
        i += i == start or i < size
    _push(hashed, _crc_of_tag(tag))
    for k in range(count):
        if hashed.size - first == most:
            return 0
        # each part once
        for at in range(first + 1, hashed.size):
            if hashed.data[at] == parts[k]:
                break
        else:
            _push(hashed, parts[k])
    for k in range(count - 1):
        if hashed.size - first == most:
            return 0
        _push(hashed, 31 * parts[k] + parts[k + 1])
    return 0


cdef int64_t _crc_of_tag(str tag) except -1:
    cdef bytes encoded = b"<" + tag.encode("ascii")
    return _crc_of(<const uint8_t *> <const char *> encoded, len(encoded))


cdef struct Salts:
    int64_t own
    int64_t near
    int64_t far
    int64_t start
    int64_t pair
    int64_t whole
    int64_t any
    int64_t path


cdef int _push_text(Buffer *values, const int64_t *ids, Py_ssize_t size, const int64_t *word_hashes, Salts *salts) except -1:
    """Append the tokens of the first words of a Block."""
    cdef int64_t[5] shapes
    cdef int64_t whole = 0
    cdef Py_ssize_t count = min(size, 5), at
    for at in range(count):
        shapes[at] = word_hashes[ids[at]]
        whole += shapes[at] << at
    for at in range(min(count, 3)):
        _push(values, _bucket((31 * at + shapes[at]) ^ salts.start))
    if count > 1:
        _push(values, _bucket((31 * shapes[0] + shapes[1]) ^ salts.pair))
    if count <= 4:
        _push(values, _bucket(whole ^ salts.whole))
        for at in range(count):
            _push(values, _bucket(shapes[at] ^ salts.any))
    return 0


cdef enum:
    MEMO = 512
    # as in `features.context`
    MAX_WORD = 20


cdef struct Known:
    # what an element says of itself, by strings that are held elsewhere, and the kind of those that say so
    PyObject *tag
    PyObject *names
    PyObject *role
    PyObject *itemprop
    int64_t kind


cdef inline Py_ssize_t _place_of(PyObject *tag, PyObject *names) noexcept nogil:
    cdef uint64_t mixed = (<uint64_t> <size_t> tag * 0x9E3779B97F4A7C15u) ^ <uint64_t> <size_t> names
    return (mixed ^ (mixed >> 9) ^ (mixed >> 17)) & (MEMO - 1)


cdef struct Pair:
    # of a kind of element: the kind that stood around it last, and the list of the tokens of both, -1 for none yet
    int64_t second
    int64_t near


cdef inline int64_t _begin(Buffer *list_at, Buffer *values) except -1:
    """Begin a list; return its number."""
    _push(list_at, values.size)
    return list_at.size - 1


cdef int64_t _empty_list(int64_t *empty, Buffer *list_at, Buffer *values) except -1:
    """The number of the empty list, which begins when it is needed first."""
    if empty[0] < 0:
        empty[0] = _begin(list_at, values)
    return empty[0]


def word_tokens(
    const int64_t[::1] ids, const int64_t[::1] said_at, const int64_t[::1] word_hashes, Py_ssize_t most,
    int64_t[::1] values, int64_t[::1] places,
):
    """Fill `values` and `places` as `features.hashed_tokens.word_tokens` does; return how many values there are."""
    cdef Py_ssize_t n = said_at.shape[0] - 1, b, i, count = 0
    if n < 0 or places.shape[0] != n + 1 or values.shape[0] != ids.shape[0]:
        raise IndexError("a Block has no words, not even none")
    places[0] = 0
    for b in range(n):
        if not 0 <= said_at[b] <= said_at[b + 1] <= ids.shape[0]:
            raise IndexError("a Block has no words, not even none")
        for i in range(said_at[b], min(said_at[b + 1], said_at[b] + most)):
            if not 0 <= ids[i] < word_hashes.shape[0]:
                raise IndexError("no such word")
            # Blocks share no words, so there is a place for each
            if count == values.shape[0]:
                raise IndexError("no such word")
            values[count] = _bucket(word_hashes[ids[i]])
            count += 1
        places[b + 1] = count
    return count


def page_tokens(
    list blocks, list elements, const int64_t[::1] ids, const int64_t[::1] said_at, const int64_t[::1] word_hashes,
    hashes, dict salts,
):
    """The bytes of the `Tokens` of `features.hashed_tokens.tokens`; `hashes` is its `_hashes`.

    `ids`, `said_at` and `word_hashes` are `features.context.Said`.
    """
    cdef Py_ssize_t n = len(blocks), m = len(elements), i, b, at, k, count, depth, first, second, further
    cdef Salts salt = Salts(
        salts["own"], salts["near"], salts["far"], salts["start"], salts["pair"], salts["whole"], salts["any"],
        salts["path"],
    )
    cdef Slot parent = slot_of(elements, "parent"), tags = slot_of(elements, "tag")
    cdef Slot starts = slot_of(elements, "start"), ends = slot_of(elements, "end")
    cdef Slot class_id = slot_of(elements, "class_id"), role = slot_of(elements, "role")
    cdef Slot itemprop = slot_of(elements, "itemprop")
    cdef Slot of_block = slot_of(blocks, "element"), paths = slot_of(blocks, "path")
    cdef int64_t[9] outwards
    cdef int64_t value
    cdef dict kind_of = {}
    cdef list held = []
    cdef tuple key
    cdef str tag, names, said, item, path, before = None
    cdef int64_t path_hash = 0
    cdef int64_t *kinds = NULL
    cdef int64_t *parents = NULL
    cdef int64_t *around = NULL
    # the list of what is around the children of an element's children, by that element, -1 while there is none
    cdef int64_t *far_of = NULL
    # a bit for each token of the list at hand that has each once
    cdef uint64_t[512] met
    cdef Known *memo = NULL
    cdef Known *at_memo
    # the tokens of each kind of element by where it stands, each kind's from `kind_at` on
    cdef Buffer hashed = Buffer(NULL, 0, 0), kind_at = Buffer(NULL, 0, 0)
    cdef Buffer own = Buffer(NULL, 0, 0), near = Buffer(NULL, 0, 0), outer = Buffer(NULL, 0, 0)
    # the lists by number, as `Tokens` has them, and those of each Block
    cdef Buffer values = Buffer(NULL, 0, 0), list_at = Buffer(NULL, 0, 0), lists = Buffer(NULL, 0, 0)
    # by kind: its own list, -1 while there is none, and what stood around it last
    cdef int64_t *list_of = NULL
    cdef Pair *pairs = NULL
    cdef int64_t empty = -1
    cdef PyObject *known
    if said_at.shape[0] != n + 1 or said_at[n] != ids.shape[0]:
        raise IndexError("a Block has no words, not even none")
    for i in range(ids.shape[0]):
        if not 0 <= ids[i] < word_hashes.shape[0]:
            raise IndexError("no such word")
    try:
        kinds = <int64_t *> malloc((m + 1) * sizeof(int64_t))
        parents = <int64_t *> malloc((m + 1) * sizeof(int64_t))
        # what is around the children of an element: a list of what is near and one of the rest, -1 while there is none
        around = <int64_t *> malloc(2 * (m + 1) * sizeof(int64_t))
        far_of = <int64_t *> malloc((m + 1) * sizeof(int64_t))
        memo = <Known *> calloc(MEMO, sizeof(Known))
        if (
            kinds == NULL or parents == NULL or around == NULL or far_of == NULL or memo == NULL
        ):
            raise MemoryError
        for i in range(m):
            element = elements[i]
            at = read(element, &parent)
            # whatever holds an element comes before it
            parents[i] = at if at < i else -1
            around[2 * i] = far_of[i] = -1
            tag = read(element, &tags)
            if <Py_ssize_t> read(element, &starts) >= <Py_ssize_t> read(element, &ends) or tag in ("html", "body"):
                kinds[i] = -1
                continue
            # like elements share their strings most often
            names, said, item = read(element, &class_id), read(element, &role), read(element, &itemprop)
            at_memo = &memo[_place_of(<PyObject *> tag, <PyObject *> names)]
            if (
                at_memo.tag == <PyObject *> tag and at_memo.names == <PyObject *> names
                and at_memo.role == <PyObject *> said and at_memo.itemprop == <PyObject *> item
            ):
                kinds[i] = at_memo.kind
                continue
            key = (tag, f"{names} {said} {item}" if said or item else names)
            known = PyDict_GetItem(kind_of, key)
            if known != NULL:
                kinds[i] = <object> known
            else:
                kinds[i] = len(kind_of)
                kind_of[key] = kinds[i]
                _push(&kind_at, hashed.size)
                _push_hashes(&hashed, tag, key[1], hashes)
            held += (tag, names, said, item)
            at_memo.tag, at_memo.names, at_memo.kind = <PyObject *> tag, <PyObject *> names, kinds[i]
            at_memo.role, at_memo.itemprop = <PyObject *> said, <PyObject *> item
        _push(&kind_at, hashed.size)
        for at in range(hashed.size):
            _push(&own, _bucket(hashed.data[at] ^ salt.own))
            _push(&near, _bucket(hashed.data[at] ^ salt.near))
            _push(&outer, _bucket(hashed.data[at] ^ salt.far))
        around[2 * m] = far_of[m] = -1
        # one more for what is in no element
        list_of = <int64_t *> malloc((kind_at.size + 1) * sizeof(int64_t))
        pairs = <Pair *> malloc((kind_at.size + 1) * sizeof(Pair))
        if list_of == NULL or pairs == NULL:
            raise MemoryError
        for k in range(kind_at.size):
            list_of[k] = pairs[k].near = -1
        for b in range(n):
            block = blocks[b]
            i = read(block, &of_block)
            if i >= m:
                raise IndexError("a Block stands in no element of the page")
            k = kinds[i] if i >= 0 else -1
            if k < 0:
                _push(&lists, _empty_list(&empty, &list_at, &values))
            else:
                if list_of[k] < 0:
                    list_of[k] = _begin(&list_at, &values)
                    _extend(&values, &own, kind_at.data[k], kind_at.data[k + 1])
                _push(&lists, list_of[k])
            # the place of what is not in an element is behind that of all elements
            i = parents[i] if k >= 0 else -1
            if i < 0:
                i = m
            if around[2 * i] < 0:
                depth, at = 0, i if i < m else -1
                while at >= 0 and kinds[at] >= 0 and depth < 9:
                    outwards[depth] = kinds[at]
                    depth += 1
                    at = parents[at]
                first = outwards[0] if depth > 0 else -1
                second = outwards[1] if depth > 1 else -1
                if first < 0:
                    around[2 * i] = _empty_list(&empty, &list_at, &values)
                else:
                    # like elements stand in like elements most often
                    if pairs[first].near < 0 or pairs[first].second != second:
                        pairs[first].second, pairs[first].near = second, _begin(&list_at, &values)
                        _extend(&values, &near, kind_at.data[first], kind_at.data[first + 1])
                        if second >= 0:
                            _extend(&values, &near, kind_at.data[second], kind_at.data[second + 1])
                    around[2 * i] = pairs[first].near
                if depth <= 2:
                    around[2 * i + 1] = _empty_list(&empty, &list_at, &values)
                else:
                    # what is further out is the same for all that stand as deep in one element
                    further = parents[parents[i]]
                    if far_of[further] < 0:
                        far_of[further] = _begin(&list_at, &values)
                        memset(met, 0, sizeof(met))
                        for at in range(2, depth):
                            for count in range(kind_at.data[outwards[at]], kind_at.data[outwards[at] + 1]):
                                value = outer.data[count]
                                if not met[value >> 6] >> (value & 63) & 1:
                                    met[value >> 6] |= <uint64_t> 1 << (value & 63)
                                    _push(&values, value)
                    around[2 * i + 1] = far_of[further]
            _push(&lists, around[2 * i])
            _push(&lists, around[2 * i + 1])
            _push(&lists, _begin(&list_at, &values))
            if not 0 <= said_at[b] <= said_at[b + 1] <= ids.shape[0]:
                raise IndexError("no such words")
            if said_at[b] < said_at[b + 1]:
                _push_text(&values, &ids[said_at[b]], said_at[b + 1] - said_at[b], &word_hashes[0], &salt)
            else:
                _push_text(&values, NULL, 0, NULL, &salt)
            path = read(block, &paths)
            # Blocks in a row stand in like places most often
            if path is not before:
                path_hash, before = _hash(path, max(0, len(path) - 30), len(path)), path
            _push(&values, _bucket(path_hash ^ salt.path))
        _push(&list_at, values.size)
        return _bytes_of(&values), _bytes_of(&list_at), _bytes_of(&lists)
    finally:
        free(kinds)
        free(parents)
        free(around)
        free(far_of)
        free(memo)
        free(hashed.data)
        free(kind_at.data)
        free(own.data)
        free(near.data)
        free(outer.data)
        free(values.data)
        free(list_at.data)
        free(lists.data)
        free(list_of)
        free(pairs)


cdef int _ascending(const void *one, const void *other) noexcept nogil:
    cdef int64_t left = (<const int64_t *> one)[0], right = (<const int64_t *> other)[0]
    return (left > right) - (left < right)


cdef void _sort(int64_t *numbers, Py_ssize_t size) noexcept nogil:
    """Sort numbers, of which there are few most often, and these in order."""
    cdef Py_ssize_t i, k
    cdef int64_t number
    if size > 32:
        qsort(numbers, size, sizeof(int64_t), _ascending)
        return
    for i in range(1, size):
        number, k = numbers[i], i
        while k and numbers[k - 1] > number:
            numbers[k] = numbers[k - 1]
            k -= 1
        numbers[k] = number


cdef struct Numbered:
    # a word, borrowed from its Block, and its number
    PyObject *word
    int64_t number


cdef enum:
    MEMO_BITS = 11


def content_terms(list block_words, Py_ssize_t shortest, str unspaced):
    """Return the bytes of `owner`, `word` and `times` of `features.context.ContentTerms`, `numbers`, and those of a Said.

    Words from the sign `unspaced` on tell however short they are.
    """
    cdef dict numbers = {}
    cdef list words
    cdef str word
    cdef PyObject *said_word
    cdef Py_ssize_t b, i, first, number
    cdef Py_UCS4 from_sign = unspaced[0]
    cdef Numbered *memo = NULL
    cdef Numbered *at_memo
    # the next number, as an object
    cdef object following = 0
    # by word: its hash, whether it tells, and how often it is in the Block at hand
    cdef Buffer word_hashes = Buffer(NULL, 0, 0)
    cdef Buffer tells = Buffer(NULL, 0, 0), counts = Buffer(NULL, 0, 0)
    cdef Buffer owner = Buffer(NULL, 0, 0), found = Buffer(NULL, 0, 0), times = Buffer(NULL, 0, 0)
    cdef Buffer said = Buffer(NULL, 0, 0), starts = Buffer(NULL, 0, 0)
    try:
        memo = <Numbered *> calloc(1 << MEMO_BITS, sizeof(Numbered))
        if memo == NULL:
            raise MemoryError
        _push(&starts, 0)
        for b in range(len(block_words)):
            words = block_words[b]
            first = found.size
            for i in range(len(words)):
                # words that come again are one object most often, which need not be read again
                said_word = PyList_GET_ITEM(words, i)
                at_memo = &memo[<uint64_t> <size_t> said_word * 0x9E3779B97F4A7C15u >> 64 - MEMO_BITS]
                if at_memo.word == said_word:
                    number = at_memo.number
                else:
                    word = <object> said_word
                    number = <object> PyDict_SetDefault(numbers, word, following)
                    at_memo.word, at_memo.number = said_word, number
                    if number == tells.size:
                        following = number + 1
                        _push(&word_hashes, _hash(word, 0, min(len(word), MAX_WORD)))
                        _push(&tells, len(word) >= shortest or (word != "" and word[0] >= from_sign))
                        _push(&counts, 0)
                _push(&said, number)
                if tells.data[number]:
                    if counts.data[number] == 0:
                        _push(&found, number)
                    counts.data[number] += 1
            _sort(found.data + first, found.size - first)
            for i in range(first, found.size):
                number = found.data[i]
                _push(&owner, b)
                _push(&times, counts.data[number])
                counts.data[number] = 0
            _push(&starts, said.size)
        return (
            _bytes_of(&owner), _bytes_of(&found), _bytes_of(&times), numbers, _bytes_of(&said), _bytes_of(&starts),
            _bytes_of(&word_hashes),
        )
    finally:
        free(memo)
        free(word_hashes.data)
        free(tells.data)
        free(counts.data)
        free(owner.data)
        free(found.data)
        free(times.data)
        free(said.data)
        free(starts.data)


cdef enum:
    MAX_CLASSES = 16
    # letters and digits are the first three classes
    LAST_OF_WORD = 2


cdef void _add_tally(uint64_t low, uint64_t high, int64_t[:, ::1] counts, Py_ssize_t b) noexcept:
    """Add what was counted of each class, in eight bits each."""
    cdef Py_ssize_t k
    for k in range(counts.shape[0]):
        counts[k, b] += (low >> 8 * k if k < 8 else high >> 8 * (k - 8)) & 0xFF


cdef inline int _kind_of(
    uint32_t code, const uint8_t[::1] table, const uint32_t[::1] far_codes, const uint8_t[::1] far_kinds, int other,
) noexcept nogil:
    """The class of a sign."""
    cdef Py_ssize_t last_code = table.shape[0] - 1, k
    if code < last_code:
        return table[code]
    if 0xD800 <= code < 0xE000:
        return table[63]  # encoders put a question mark there
    if 0x1F000 <= code < 0x20000:
        return other
    for k in range(far_codes.shape[0]):
        if far_codes[k] == code:
            return far_kinds[k]
    return table[last_code]


def character_figures(
    list texts, const uint8_t[::1] table, const uint32_t[::1] far_codes, const uint8_t[::1] far_kinds,
    int other, int64_t[:, ::1] counts, int64_t[::1] lengths, uint8_t[:, ::1] ends, int64_t[:, ::1] words,
):
    """Fill what `features.text` counts: signs of each class, characters, first and last class, word lengths.

    `counts` is (classes, n), all zero; `ends` and `words` are (2, n): first and last class; short words and long.
    """
    cdef Py_ssize_t n = len(texts), b, i, size, begun = 0, length = 0, before, leading, short, long_
    cdef Py_ssize_t classes = counts.shape[0]
    cdef int kind, width, k
    cdef str text
    cdef void *data
    cdef uint8_t highest = other
    # signs of each class since they were last added to the counts, in eight bits each
    cdef uint64_t[2][MAX_CLASSES] one
    cdef uint64_t low, high
    if min(counts.shape[1], lengths.shape[0], ends.shape[1], words.shape[1]) < n:
        raise IndexError("no room for all texts")
    for i in range(table.shape[0]):
        highest = max(highest, table[i])
    for k in range(far_kinds.shape[0]):
        highest = max(highest, far_kinds[k])
    if highest >= classes or classes > MAX_CLASSES or far_codes.shape[0] != far_kinds.shape[0]:
        raise IndexError("a class that is not counted")
    for k in range(MAX_CLASSES):
        one[0][k] = <uint64_t> 1 << 8 * k if k < 8 else 0
        one[1][k] = <uint64_t> 1 << 8 * (k - 8) if k >= 8 else 0
    for b in range(n):
        text = texts[b] or " "
        size = len(text)
        width, data = PyUnicode_KIND(text), PyUnicode_DATA(text)
        lengths[b] = size
        ends[0, b] = _kind_of(PyUnicode_READ(width, data, 0), table, far_codes, far_kinds, other)
        # a word goes on in the next Block, as in the reference; it counts where it began, and not here as well
        before, leading = length, 0
        if before:
            while leading < size and (
                _kind_of(PyUnicode_READ(width, data, leading), table, far_codes, far_kinds, other) <= LAST_OF_WORD
            ):
                leading += 1
            if leading < size:
                words[0, begun] += before + leading <= 3
                words[1, begun] += before + leading >= 10
        length = -leading
        low = high = short = long_ = 0
        for i in range(size):
            if i & 127 == 127:
                _add_tally(low, high, counts, b)
                low = high = 0
            kind = _kind_of(PyUnicode_READ(width, data, i), table, far_codes, far_kinds, other)
            low += one[0][kind]
            high += one[1][kind]
            # without branches, which no processor foresees at the ends of words
            short += (kind > LAST_OF_WORD) & (length >= 1) & (length <= 3)
            long_ += (kind > LAST_OF_WORD) & (length >= 10)
            length = length + 1 if kind <= LAST_OF_WORD else 0
        ends[1, b] = kind
        _add_tally(low, high, counts, b)
        words[0, b] += short
        words[1, b] += long_
        if leading < size:
            begun = b
        else:
            length = before + leading
    if length:
        words[0, begun] += length <= 3
        words[1, begun] += length >= 10
