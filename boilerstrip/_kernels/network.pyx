# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The network over the Blocks of a page, `boilerstrip.model.network`, in one pass without matrices in between.

Products of some hundred rows are so small that to call a library for each takes longer than most of them do, and it
starts threads that cost more still. Sums differ from those of numpy in the last bits. Sizes are checked before any
pointer is taken.
"""

from libc.math cimport log1p
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memcpy, memset

cdef extern from "dense.h":
    ctypedef struct Dense:
        void (*product)(
            const float *x, Py_ssize_t row, Py_ssize_t input, Py_ssize_t n, Py_ssize_t inputs, int taps,
            Py_ssize_t reach, const float *w, const Py_ssize_t *used, Py_ssize_t outputs, const float *start, int relu,
            int adds, float *y,
        ) noexcept nogil
        void (*norm)(
            const float *x, Py_ssize_t n, Py_ssize_t width, const float *weight, const float *bias, float epsilon,
            float *y,
        ) noexcept nogil
        int (*clip)(const float *x, Py_ssize_t n, float low, float high, float *y) noexcept nogil

    const int HAS_DENSE
    const int DENSE_ROWS
    const int DENSE_OUTPUTS
    Dense dense_for_this_processor() noexcept nogil

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 2
# whether this compiler makes something of it that is quicker than numpy
IS_FAST = bool(HAS_DENSE)

# Rows that go through the first layers at once, a multiple of those of a tile: what is in flight fits the cache, and a
# third of the columns are 0 in all of them.
cdef enum:
    CHUNK = 48

cdef Dense DENSE = dense_for_this_processor()


cdef inline const float *_next(const float **at, Py_ssize_t size) noexcept nogil:
    """The part that begins here, and move on to the one behind it."""
    cdef const float *part = at[0]
    at[0] += size
    return part


def logits(
    const float[:, ::1] table, const long long[::1] columns, const float[:, ::1] lower, const float[:, ::1] upper,
    const float[:, ::1] embeddings, const long long[:, ::1] lists, const float[::1] words, const float[::1] parameters,
    Py_ssize_t wide, Py_ssize_t width, const long long[::1] reaches, float epsilon, float[::1] sums,
):
    """Fill `sums` with the log-odds of each Block, as `Network.logits` gives them.

    `embeddings` are the sums of embeddings of each list of tokens, `lists` the numbers of each Block's lists, and
    `parameters` is `Network.parameters`.
    """
    cdef Py_ssize_t n = table.shape[1], count = columns.shape[0], layers = reaches.shape[0]
    cdef Py_ssize_t embedded = lists.shape[1] * embeddings.shape[1]
    cdef Py_ssize_t inputs = embedded + count, max_reach = 0, i, k, at, size
    if not HAS_DENSE:
        raise RuntimeError("compiled without what it needs")
    if wide % DENSE_OUTPUTS or width % DENSE_OUTPUTS:
        raise ValueError(f"layers of a multiple of {DENSE_OUTPUTS} numbers")
    if not (lower.shape[0] == upper.shape[0] == count and lists.shape[0] == words.shape[0] == sums.shape[0] == n):
        raise IndexError("a column has no bounds, or a Block no place")
    for i in range(count):
        if not 0 <= columns[i] < table.shape[0]:
            raise IndexError("no such column")
    for i in range(n):
        for k in range(lists.shape[1]):
            if not 0 <= lists[i, k] < embeddings.shape[0]:
                raise IndexError("no such list of tokens")
    for i in range(layers):
        if reaches[i] < 0:
            raise ValueError("a reach below 0")
        max_reach = max(max_reach, reaches[i])
    size = (inputs + 1) * wide + (wide + 1) * width + layers * (4 * width + 4 * width * width)
    if parameters.shape[0] != size + 2 * width + (width + 1) * width + width + 1:
        raise IndexError("not as many parameters as the network has")
    if n == 0:
        return
    # rows beyond the last, and before the first, are all 0
    cdef Py_ssize_t padded = n + DENSE_ROWS, around = padded + 2 * max_reach
    cdef Py_ssize_t *used = <Py_ssize_t *> malloc((inputs + 1) * sizeof(Py_ssize_t))
    cdef float *memory = <float *> calloc(
        inputs * CHUNK + wide * CHUNK + (padded + CHUNK + around) * width + 2 * width + n, sizeof(float)
    )
    if used == NULL or memory == NULL:
        free(used)
        free(memory)
        raise MemoryError
    cdef float *seen = memory
    cdef float *hidden = seen + inputs * CHUNK
    cdef float *x = hidden + wide * CHUNK
    cdef float *normed = x + (padded + CHUNK) * width + max_reach * width
    cdef float *mean = normed + (around - max_reach) * width
    cdef float *start = mean + width
    cdef float *share = start + width
    cdef const float *parameter = &parameters[0]
    cdef const float *weight
    cdef const float *bias
    cdef double total = 0
    with nogil:
        for i in range(n):
            share[i] = log1p(max(words[i], 0.5))
            total += share[i]
        for i in range(n):
            share[i] = share[i] / total
        _first_layers(table, columns, lower, upper, embeddings, lists, &parameter, wide, width, used, seen, hidden, x)
        for k in range(layers):
            weight, bias = _next(&parameter, width), _next(&parameter, width)
            DENSE.norm(x, n, width, weight, bias, epsilon, normed)
            weight, bias = _next(&parameter, 3 * width * width), _next(&parameter, width)
            # what the page's mean says is the same for all Blocks
            memset(mean, 0, width * sizeof(float))
            for i in range(n):
                for at in range(width):
                    mean[at] += share[i] * normed[i * width + at]
            memcpy(start, bias, width * sizeof(float))
            _add_product(mean, _next(&parameter, width * width), width, start)
            bias = _next(&parameter, width)
            for at in range(width):
                start[at] += bias[at]
            DENSE.product(normed, width, 1, n, width, 3, reaches[k], weight, NULL, width, start, True, True, x)
        weight, bias = _next(&parameter, width), _next(&parameter, width)
        DENSE.norm(x, n, width, weight, bias, epsilon, normed)
        weight, bias = _next(&parameter, width * width), _next(&parameter, width)
        DENSE.product(normed, width, 1, n, width, 1, 0, weight, NULL, width, bias, True, False, x)
        weight, bias = _next(&parameter, width), _next(&parameter, 1)
        for i in range(n):
            sums[i] = _dot(x + i * width, weight, width) + bias[0]
    free(used)
    free(memory)


cdef void _first_layers(
    const float[:, ::1] table, const long long[::1] columns, const float[:, ::1] lower, const float[:, ::1] upper,
    const float[:, ::1] embeddings, const long long[:, ::1] lists, const float **parameter, Py_ssize_t wide,
    Py_ssize_t width, Py_ssize_t *used, float *seen, float *hidden, float *x,
) noexcept nogil:
    """Fill `x` with what the first two layers make of sums of embeddings and of columns.

    `used` has room for the number of each input that is not 0 in all rows of a chunk.
    """
    cdef Py_ssize_t n = table.shape[1], count = columns.shape[0], each = embeddings.shape[1], start, size, i, k, family
    cdef Py_ssize_t embedded = lists.shape[1] * each, inputs
    cdef const float *wide_weight = _next(parameter, (embedded + count) * wide)
    cdef const float *wide_bias = _next(parameter, wide)
    cdef const float *narrow_weight = _next(parameter, wide * width)
    cdef const float *narrow_bias = _next(parameter, width)
    cdef const float *source
    for k in range(embedded):
        used[k] = k
    start = 0
    while start < n:
        size = min(CHUNK, n - start)
        for family in range(lists.shape[1]):
            for i in range(size):
                source = &embeddings[lists[start + i, family], 0]
                for k in range(each):
                    seen[(family * each + k) * CHUNK + i] = source[k]
        inputs = embedded
        for k in range(count):
            # what is 0 adds nothing, and the next column takes its place
            if DENSE.clip(
                &table[columns[k], start], size, lower[k, 0], upper[k, 0], seen + inputs * CHUNK
            ):
                used[inputs] = embedded + k
                inputs += 1
        DENSE.product(seen, 1, CHUNK, size, inputs, 1, 0, wide_weight, used, wide, wide_bias, True, False, hidden)
        DENSE.product(
            hidden, wide, 1, size, wide, 1, 0, narrow_weight, NULL, width, narrow_bias, False, False, x + start * width
        )
        start += CHUNK


cdef float _dot(const float *x, const float *y, Py_ssize_t size) noexcept nogil:
    cdef float[8] sums
    cdef Py_ssize_t k, lane
    memset(sums, 0, sizeof(sums))
    for k in range(0, size, 8):
        for lane in range(8):
            sums[lane] += x[k + lane] * y[k + lane]
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))


cdef void _add_product(const float *x, const float *weight, Py_ssize_t width, float *y) noexcept nogil:
    """Add the product of a row with weights to `y`."""
    cdef Py_ssize_t i, k
    for k in range(width):
        for i in range(width):
            y[i] += x[k] * weight[k * width + i]
