/* Sums of oblivious trees, for several columns of a table at once.

   As `dense.h`, which says how, the file includes itself once for each kind of processor. */

#ifndef LANES

typedef void Trees(const float *, Py_ssize_t, const Py_ssize_t *, const float *, int, Py_ssize_t, const float *,
                   Py_ssize_t, float *);

#if defined(__GNUC__)

#if defined(__x86_64__)
#include <immintrin.h>
#define SUITED(name) name##_avx512
#define ISA __attribute__((target("avx512f")))
#define LANES 16
#define ANSWERS(leaves, place) ((SUITED(lanes)) _mm512_i32gather_ps((__m512i) (place), leaves, 4))
#include "trees.h"
#define SUITED(name) name##_avx2
#define ISA __attribute__((target("avx2")))
#define LANES 8
#define ANSWERS(leaves, place) ((SUITED(lanes)) _mm256_i32gather_ps(leaves, (__m256i) (place), 4))
#include "trees.h"
#endif
#define SUITED(name) name##_any
#define ISA
#define LANES 4
#define ANSWERS(leaves, place) \
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

/* sums[i] = the sum over all trees of leaves[place], where bit d of a tree's place says whether its question d is
   answered with yes: whether the value of column i in the row that begins at `row` is above `border`. `row` and
   `border` have `depth` entries for each tree, `leaves` have `size`. There are at least LANES columns. */
ISA static void SUITED(sum_trees)(
    const float *table, Py_ssize_t n, const Py_ssize_t *row, const float *border, int depth, Py_ssize_t trees,
    const float *leaves, Py_ssize_t size, float *sums)
{
    for (Py_ssize_t at = 0; at < n; at += 2 * LANES) {
        /* the last columns may be summed up twice */
        Py_ssize_t i = at > n - LANES ? n - LANES : at, k = i + LANES > n - LANES ? n - LANES : i + LANES;
        SUITED(lanes) total = {0}, next_total = {0};
        for (Py_ssize_t t = 0; t < trees; t++) {
            SUITED(places) place = {0}, next_place = {0};
            for (int level = 0; level < depth; level++) {
                const float *values = table + row[t * depth + level];
                SUITED(lanes) limit = (SUITED(lanes)) {0} + border[t * depth + level];
                place |= (SUITED(places)) (*(const SUITED(lanes) *) (values + i) > limit) & (1 << level);
                next_place |= (SUITED(places)) (*(const SUITED(lanes) *) (values + k) > limit) & (1 << level);
            }
            total += ANSWERS(leaves + t * size, place);
            next_total += ANSWERS(leaves + t * size, next_place);
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
