"""Texts made into Blocks, as part of `walk.pyx`: the methods of the same names in `page.walker.Walker`."""


cdef class Line:
    """The state of a walk, and the Block that it is making: the texts of one line, their links and formatting."""

    cdef Tables tables
    cdef object walker, page
    cdef list elements, blocks, block_words, line_images, runs
    cdef dict anchors, selected, metas, links
    cdef dict tags, names, classes, styles, rels
    # scripts that tell nothing
    cdef set silent
    cdef list places
    cdef Place place
    # tags by what `_key_of` makes of their names
    cdef uint64_t[256] keys
    cdef PyObject *of_keys[256]
    # words of the page
    cdef PyObject *known[MAX_KNOWN]
    # how many Blocks there are, as the records have it
    cdef object position
    cdef Py_ssize_t depth
    # of the element that was read last
    cdef str class_names, other
    # the text that was read last of a node, to be read no second time
    cdef object node
    cdef str data
    # what gives any element a form on this page
    cdef int formed_by
    cdef bint boundary, in_bracket, interrupted
    cdef str limit_note
    cdef Py_ssize_t text_budget, address_cost
    cdef Py_ssize_t max_nodes, max_elements, max_blocks, max_depth, max_attribute

    def __dealloc__(self):
        forget_words(self.known)

    cdef int break_line(self) except -1:
        """Take a `br`: a line break in the Block, or its end as the second in a row."""
        self.text_budget -= 1
        if self.append_line_break():
            self.end_block()
        if not self.runs and self.line_images:
            # an image on a line of its own
            self.line_images.clear()
        return 0

    cdef bint append_line_break(self) except -1:
        """Take a `br` into the Block being made; whether it ends it."""
        cdef list runs = self.runs
        cdef Py_ssize_t i
        cdef str text
        line_break = self.tables.line_break
        if self.place.preformatted:
            runs.append(line_break)
            return False
        for i in range(len(runs) - 1, -1, -1):
            if runs[i] is line_break:
                return True
            text = (<tuple> runs[i])[0]
            if not text or not is_blank(text):
                break
        if runs:
            runs.append(line_break)
        return False

    cdef bint take_text(self, str data) except -1:
        """Add a text to the Block being made; whether there is no more text to be kept of this page."""
        cdef Place place = self.place
        cdef list runs
        cdef str text
        if self.boundary:
            # white space between Blocks, as most of a page's texts are, is none of any
            if is_blank(data):
                return False
            self.end_block()
            self.boundary = False
        if self.in_bracket:
            self.in_bracket = False
            data = data.lstrip().removeprefix("]")
        if place.href is None:
            self.text_budget -= len(data)
        elif self.is_permalink(data):
            return False
        else:
            text = place.href
            self.text_budget -= len(data) + len(text) + self.address_cost
        if self.text_budget < 0:
            data = data[:max(0, len(data) + self.text_budget)]
            self.limit_note = f"cut after {self.walker.limits.text} characters of text"
        runs = self.runs
        last = runs[len(runs) - 1] if runs else None
        text = (<tuple> last)[0] if last is not None else None
        if (
            self.interrupted
            and text is not None
            and len(text) < self.tables.max_joined
            # a text left out may have stood between
            and last[1:] == (place.href, place.marks)
        ):
            runs[len(runs) - 1] = self.run(text + data, place.href, place.marks)
        else:
            if (
                last is not None
                and self.text_budget > 0
                and not (self.interrupted or place.preformatted)
                and self.lacks_space(last, data)
            ):
                data = " " + data
                self.text_budget -= 1
            runs.append(self.run(data, place.href, place.marks))
        self.interrupted = False
        return self.text_budget < 0

    cdef object run(self, str text, href, tuple marks):
        return boilerstrip_triple(<PyTypeObject *> self.tables.run_type, text, href, marks)

    cdef bint is_permalink(self, str data) except -1:
        """Return whether a text is the sign of a link to the heading that it stands in."""
        cdef Py_ssize_t first = 0, end = len(data)
        cdef int width = PyUnicode_KIND(data)
        cdef void *signs = PyUnicode_DATA(data)
        while first < end and is_space(PyUnicode_READ(width, signs, first)):
            first += 1
        while end > first and is_space(PyUnicode_READ(width, signs, end - 1)):
            end -= 1
        return end - first == 1 and data[first] in self.tables.permalinks

    cdef bint lacks_space(self, before, str data) except -1:
        """Return whether styles set a text apart from the one before it, as `page.runs` tells."""
        cdef Tables tables = self.tables
        cdef str text = (<tuple> before)[0]
        cdef tuple marks = (<tuple> before)[2], own = self.place.marks
        cdef Py_UCS4 code, end
        if not data:
            return False
        code = data[0]
        if not Py_UNICODE_ISALNUM(code):
            return False
        if (marks and not tables.tight.isdisjoint(marks)) or (own and not tables.tight.isdisjoint(own)):
            return False
        if text:
            end = text[len(text) - 1]
            if is_space(end):
                return False
            if Py_UNICODE_ISUPPER(code) and (
                Py_UNICODE_ISLOWER(end) or Py_UNICODE_ISDIGIT(end) or end in tables.endings
            ):
                return True
            if (
                Py_UNICODE_ISDIGIT(code) != Py_UNICODE_ISDIGIT(end)
                and marks == own
                and tables.meet_as_word_and_number(text, data)
            ):
                return True
        href = (<tuple> before)[1]
        return href is not None and self.place.href is not None and href != self.place.href

    cdef int end_block(self) except -1:
        """End the Block that is being made, if it has any text."""
        cdef Tables tables = self.tables
        cdef Place place = self.place
        cdef Layout *layout = &tables.block
        cdef list runs = self.runs, tokens
        cdef str text
        cdef Py_ssize_t n_words, n_link_words = 0
        if not runs:
            return 0
        self.runs = []
        text = tables.join_runs(runs, True) if place.preformatted else self.join_runs(runs)
        if self.line_images:
            self.place_line_images(text != "")
        if not text:
            return 0
        tokens = words_of(text, self.known)
        n_words = len(tokens) - unspaced_in(text) // 2
        if n_words:
            n_link_words = count_link_words(runs, n_words)
        # runs and words are texts and numbers: no circle goes through them
        PyObject_GC_UnTrack(runs)
        PyObject_GC_UnTrack(tokens)
        block = new_record(layout)
        put(block, layout, BLOCK_INDEX, self.position)
        put(block, layout, BLOCK_TEXT, text)
        put(block, layout, BLOCK_ELEMENT, place.index)
        put(block, layout, BLOCK_ROLE, place.role)
        put(block, layout, BLOCK_WORDS, n_words)
        put(block, layout, BLOCK_LINK_WORDS, n_link_words)
        put(block, layout, BLOCK_PATH, "")
        put(block, layout, BLOCK_RUNS, runs)
        put(block, layout, BLOCK_LEVEL, place.level)
        put(block, layout, BLOCK_KEPT, False)
        put(block, layout, BLOCK_REASON, "")
        put(block, layout, BLOCK_PROBABILITY, 0.0)
        self.blocks.append(block)
        self.position = len(self.blocks)
        self.block_words.append(tokens)
        return 0

    cdef int place_line_images(self, bint is_in_line) except -1:
        """Tell the images of a line which Block they stand in, or before which if the line has no text."""
        cdef list images = self.page.images
        cdef Py_ssize_t index
        cdef tuple old, new
        for index in self.line_images:
            image = images[index]
            old = <tuple> image
            if is_in_line:
                new = old[:5] + (self.position,) + old[6:]
            else:
                new = (self.position,) + old[1:6] + (0,) + old[7:]
            images[index] = boilerstrip_named(<PyTypeObject *> self.tables.image_type, new)
        self.line_images.clear()
        return 0

    cdef str join_runs(self, list runs):
        """The text that runs make, with its white space collapsed and its line breaks."""
        cdef list line
        cdef str text = ""
        cdef bint is_broken = False
        line_break = self.tables.line_break
        if len(runs) == 1 and runs[0] is not line_break:
            # most have one, whose text may be collapsed as it is
            return collapsed((<tuple> runs[0])[0])
        line = []
        for run in runs:
            if run is line_break:
                text += collapsed("".join(line)) + "\n"
                line = []
                is_broken = True
            else:
                line.append((<tuple> run)[0])
        if not is_broken:
            return collapsed("".join(line))
        return (text + collapsed("".join(line))).strip("\n")


cdef Py_ssize_t count_link_words(list runs, Py_ssize_t count) except -1:
    """How many of a Block's words are inside links, as `page.runs` counts them."""
    cdef Counted counted = Counted(0, 0, False)
    cdef bint has_links = False, has_text = False, is_all_blank = True, is_empty = True
    cdef str text
    if len(runs) == 1:
        return count if (<tuple> runs[0])[1] is not None else 0
    for run in runs:
        if (<tuple> run)[1] is not None:
            has_links = True
        else:
            has_text = True
            text = (<tuple> run)[0]
            is_empty = is_empty and not text
            is_all_blank = is_all_blank and is_blank(text)
    if not has_links:
        return 0
    if not has_text or (is_all_blank and not is_empty):
        return count
    for run in runs:
        if (<tuple> run)[1] is None:
            counted.within = False
        else:
            text = (<tuple> run)[0]
            count_in(text, &counted)
    return min(count, counted.words - counted.unspaced // 2)
