/* Sums of oblivious trees, for several columns of a table at once.

   As `dense.h`, which says how, the file includes itself once for each kind of processor. */

#ifndef LANES

typedef void Trees(const float *, Py_ssize_t, const long long *, const float *, Py_ssize_t, const long long *, int,
                   Py_ssize_t, const float *, Py_ssize_t, unsigned char *, float *);

/* How many bytes a question needs for its answers: one for each column at hand, of which there are most here. */
#define TREES_ROOM 32

#if defined(__GNUC__)

#if defined(__x86_64__)
#include <immintrin.h>
#define SUITED(name) name##_avx512
#define ISA __attribute__((target("avx512f")))
#define LANES 16
/* Up to 64 leaves are picked out of registers, which takes a fraction of the time of a gather. */
ISA static inline __m512 leaves_avx512(const float *leaves, Py_ssize_t size, __m512i place)
{
    if (size != 32 && size != 64) return _mm512_i32gather_ps(place, leaves, 4);
    __m512 found = _mm512_permutex2var_ps(_mm512_loadu_ps(leaves), place, _mm512_loadu_ps(leaves + 16));
    if (size == 32) return found;
    __m512 upper = _mm512_permutex2var_ps(_mm512_loadu_ps(leaves + 32), place, _mm512_loadu_ps(leaves + 48));
    return _mm512_mask_blend_ps(_mm512_test_epi32_mask(place, _mm512_set1_epi32(32)), found, upper);
}
#define ANSWERS(leaves, size, place) ((SUITED(lanes)) leaves_avx512(leaves, size, (__m512i) (place)))
#include "trees.h"
#define SUITED(name) name##_avx2
#define ISA __attribute__((target("avx2")))
#define LANES 8
#define ANSWERS(leaves, size, place) ((SUITED(lanes)) _mm256_i32gather_ps(leaves, (__m256i) (place), 4))
#include "trees.h"
#endif
#define SUITED(name) name##_any
#define ISA
#define LANES 4
#define ANSWERS(leaves, size, place) \
    ((SUITED(lanes)) {(leaves)[(place)[0]], (leaves)[(place)[1]], (leaves)[(place)[2]], (leaves)[(place)[3]]})
#include "trees.h"

/* What sums trees here, and how many columns there must be for it at least; no function where there is none. */
static Trees *trees_for_this_processor(Py_ssize_t *least)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) return *least = 16, sum_trees_avx512;
    if (__builtin_cpu_supports("avx2")) return *least = 8, sum_trees_avx2;
#endif
    return *least = 4, sum_trees_any;
}

#else
static Trees *trees_for_this_processor(Py_ssize_t *least) { *least = 0; return 0; }
#endif

#else

typedef float SUITED(lanes) __attribute__((vector_size(LANES * 4), aligned(4), may_alias));
typedef int SUITED(places) __attribute__((vector_size(LANES * 4)));
typedef unsigned char SUITED(bytes) __attribute__((vector_size(LANES), aligned(1), may_alias));

/* sums[i] = the sum over all trees of leaves[place], where bit d of a tree's place says whether its question
   asks[d * trees + t] is answered with yes: whether column i has more than border[q] in row feature[q] of the table.
   Leaves have `size` for each tree. There are at least LANES columns, and `answers` has room for all questions.

   Questions are answered first, for a few columns each, since trees share them; places of a byte are many in a
   register. */
ISA static void SUITED(sum_trees)(
    const float *table, Py_ssize_t n, const long long *feature, const float *border, Py_ssize_t questions,
    const long long *asks, int depth, Py_ssize_t trees, const float *leaves, Py_ssize_t size, unsigned char *answers,
    float *sums)
{
    for (Py_ssize_t at = 0; at < n; at += 2 * LANES) {
        /* the last columns may be summed up twice */
        Py_ssize_t i = at > n - LANES ? n - LANES : at, k = i + LANES > n - LANES ? n - LANES : i + LANES;
        SUITED(lanes) total = {0}, next_total = {0};
        for (Py_ssize_t q = 0; q < questions; q++) {
            const float *values = table + feature[q] * n;
            SUITED(lanes) limit = (SUITED(lanes)) {0} + border[q];
            SUITED(bytes) *answer = (SUITED(bytes) *) (answers + q * 2 * LANES);
            answer[0] = __builtin_convertvector(*(const SUITED(lanes) *) (values + i) > limit, SUITED(bytes));
            answer[1] = __builtin_convertvector(*(const SUITED(lanes) *) (values + k) > limit, SUITED(bytes));
        }
        for (Py_ssize_t t = 0; t < trees; t++) {
            SUITED(bytes) place = {0}, next_place = {0};
            for (int level = depth - 1; level >= 0; level--) {
                const SUITED(bytes) *answer =
                    (const SUITED(bytes) *) (answers + asks[level * trees + t] * 2 * LANES);
                /* yes is a byte of ones, which is -1 */
                place = place + place - answer[0];
                next_place = next_place + next_place - answer[1];
            }
            total += ANSWERS(leaves + t * size, size, __builtin_convertvector(place, SUITED(places)));
            next_total += ANSWERS(leaves + t * size, size, __builtin_convertvector(next_place, SUITED(places)));
        }
        *(SUITED(lanes) *) (sums + i) = total;
        *(SUITED(lanes) *) (sums + k) = next_total;
    }
}

#undef SUITED
#undef ISA
#undef LANES
#undef ANSWERS
#endif
