/* Products of a matrix with weights, and norms of rows, in registers of several floats.

   GCC and Clang compile one source for each kind of processor; which one runs is asked of the processor at hand.
   The file includes itself, once for each kind:
   SUITED names the functions for it, ISA is what they are compiled for, LANES is how many floats a register has, and
   ACROSS how many registers of outputs a tile has, whose sums all stay in registers. */

#ifndef LANES

/* How many rows a tile has. */
#define DENSE_ROWS 6
/* No number of outputs but a multiple of this. */
#define DENSE_OUTPUTS 64

typedef struct {
    void (*product)(const float *, Py_ssize_t, Py_ssize_t, Py_ssize_t, Py_ssize_t, int, Py_ssize_t, const float *,
                    const Py_ssize_t *, Py_ssize_t, const float *, int, int, float *);
    void (*norm)(const float *, Py_ssize_t, Py_ssize_t, const float *, const float *, float, float *);
    int (*clip)(const float *, Py_ssize_t, float, float, float *);
} Dense;

#if defined(__GNUC__)
#define HAS_DENSE 1
#include <math.h>

#if defined(__x86_64__)
#define SUITED(name) name##_avx512
#define ISA __attribute__((target("avx512f")))
#define LANES 16
#define ACROSS 4
#include "dense.h"
#define SUITED(name) name##_avx2
#define ISA __attribute__((target("avx2,fma")))
#define LANES 8
#define ACROSS 2
#include "dense.h"
#endif
#define SUITED(name) name##_any
#define ISA
#define LANES 4
#define ACROSS 2
#include "dense.h"

static Dense dense_for_this_processor(void)
{
    Dense dense = {product_any, norm_any, clip_any};
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) {
        dense.product = product_avx512, dense.norm = norm_avx512, dense.clip = clip_avx512;
    } else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        dense.product = product_avx2, dense.norm = norm_avx2, dense.clip = clip_avx2;
    }
#endif
    return dense;
}

#else
#define HAS_DENSE 0
static Dense dense_for_this_processor(void) { Dense none = {0, 0, 0}; return none; }
#endif

#else

typedef float SUITED(lanes) __attribute__((vector_size(LANES * 4), aligned(4), may_alias));

/* y[i] = start + the sum over taps t of x[i + (t - taps / 2) * reach] @ w[t], for n rows; with `relu` what is below 0
   becomes 0, with `adds` it is added to what y has. Value k of row i of x is x[i * row + k * input], and its weights
   are row used[k] of w, or row k if `used` is NULL. Rows are read and written in tiles: there must be room for those
   that the last tile has beyond n. */
ISA static void SUITED(product)(
    const float *x, Py_ssize_t row, Py_ssize_t input, Py_ssize_t n, Py_ssize_t inputs, int taps, Py_ssize_t reach,
    const float *w, const Py_ssize_t *used, Py_ssize_t outputs, const float *start, int relu, int adds, float *y)
{
    for (Py_ssize_t j = 0; j < outputs; j += LANES * ACROSS) {
        for (Py_ssize_t i = 0; i < n; i += DENSE_ROWS) {
            SUITED(lanes) sums[DENSE_ROWS][ACROSS];
            for (int r = 0; r < DENSE_ROWS; r++)
                for (int c = 0; c < ACROSS; c++) sums[r][c] = *(const SUITED(lanes) *) (start + j + c * LANES);
            for (int t = 0; t < taps; t++) {
                const float *from = x + (i + (t - taps / 2) * reach) * row;
                for (Py_ssize_t k = 0; k < inputs; k++, from += input) {
                    const float *by = w + (t * inputs + (used ? used[k] : k)) * outputs + j;
                    SUITED(lanes) weights[ACROSS];
                    for (int c = 0; c < ACROSS; c++) weights[c] = *(const SUITED(lanes) *) (by + c * LANES);
                    for (int r = 0; r < DENSE_ROWS; r++)
                        for (int c = 0; c < ACROSS; c++) sums[r][c] += from[r * row] * weights[c];
                }
            }
            for (int r = 0; r < DENSE_ROWS; r++)
                for (int c = 0; c < ACROSS; c++) {
                    SUITED(lanes) sum = sums[r][c];
                    SUITED(lanes) *to = (SUITED(lanes) *) (y + (i + r) * outputs + j + c * LANES);
                    if (relu) sum = (SUITED(lanes)) ((__typeof__(sum > 0.0f)) sum & (sum > 0.0f));
                    if (adds) sum += *to;
                    *to = sum;
                }
        }
    }
}

ISA static inline float SUITED(total)(const SUITED(lanes) *sums)
{
    float total = 0;
    for (int l = 0; l < LANES; l++) total += (*sums)[l];
    return total;
}

/* y = the rows of x, each with mean 0 and variance 1, scaled by `weight`, and `bias` added. */
ISA static void SUITED(norm)(
    const float *x, Py_ssize_t n, Py_ssize_t width, const float *weight, const float *bias, float epsilon, float *y)
{
    for (Py_ssize_t i = 0; i < n; i++, x += width, y += width) {
        SUITED(lanes) sums = {0}, squares = {0};
        for (Py_ssize_t k = 0; k < width; k += LANES) sums += *(const SUITED(lanes) *) (x + k);
        float mean = SUITED(total)(&sums) / width;
        for (Py_ssize_t k = 0; k < width; k += LANES) {
            SUITED(lanes) centred = *(const SUITED(lanes) *) (x + k) - mean;
            *(SUITED(lanes) *) (y + k) = centred;
            squares += centred * centred;
        }
        float scale = 1 / sqrtf(SUITED(total)(&squares) / width + epsilon);
        for (Py_ssize_t k = 0; k < width; k++) y[k] = y[k] * scale * weight[k] + bias[k];
    }
}

/* y = the n values of x, clipped to a range. Returns whether any of them is not 0. */
ISA static int SUITED(clip)(const float *x, Py_ssize_t n, float low, float high, float *y)
{
    int any = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        float value = x[i] < low ? low : x[i];
        value = value > high ? high : value;
        y[i] = value;
        any |= value != 0;
    }
    return any;
}

#undef SUITED
#undef ISA
#undef LANES
#undef ACROSS
#endif
