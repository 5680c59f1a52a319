"""The compiled part; everything else that a build needs is in pyproject.toml.

Without a compiler the package installs as plain Python, which gives the same results more slowly.
"""

import os
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

KERNELS = Path("boilerstrip/_kernels")
# What Cython brings for arrays, once for all kernels: in each of them it would be most of what is compiled.
SHARED = "boilerstrip._kernels._shared"


class BuildKernels(build_ext):
    """Compiles what can be compiled: without a compiler the package is installed all the same."""

    def run(self) -> None:
        """Compile the kernels, and arrange the phrases, for which the first page would wait."""
        super().run()
        folder = Path("" if self.inplace else self.build_lib) / "boilerstrip/text/phrases"
        sys.path.insert(0, str(Path(__file__).parent))
        try:
            from boilerstrip.text.phrases.tables import write_arranged

            folder.mkdir(parents=True, exist_ok=True)
            write_arranged(folder)
        except Exception as error:  # the package does it by itself
            sys.stderr.write(f"boilerstrip: phrases are arranged at first use: {error}\n")
        finally:
            sys.path.pop(0)

    def build_extension(self, ext: Extension) -> None:
        """Compile one kernel, or say in one line that it was left out."""
        try:
            super().build_extension(ext)
        except Exception as error:  # a compiler that is missing or broken fails in many ways
            # in one piece, as others are compiled at the same time
            sys.stderr.write(f"boilerstrip: {ext.name} is left out, Python runs in its place: {error}\n")


def _extensions() -> list[Extension]:
    if os.environ.get("BOILERSTRIP_PURE", "0") not in ("", "0"):
        return []
    try:
        from Cython.Build import cythonize
    except ImportError:
        print(
            "boilerstrip: without Cython the compiled part is left out, Python runs in its place",
            file=sys.stderr,
        )
        return []
    # a product and a sum in one step would round once, where Python and numpy round twice
    flags = [] if os.name == "nt" else ["-O3", "-g0", "-ffp-contract=off"]
    # where numpy does not round twice either
    fused = [] if os.name == "nt" else ["-O3", "-g0", "-ffp-contract=fast"]
    modules = [
        Extension(
            f"boilerstrip._kernels.{source.stem}",
            [source.as_posix()],
            extra_compile_args=fused if source.stem == "network" else flags,
            define_macros=[("CYTHON_CLINE_IN_TRACEBACK", "0")],
        )
        for source in sorted(KERNELS.glob("*.pyx"))
    ]
    modules.append(Extension(SHARED, [], extra_compile_args=flags))
    compiled = cythonize(modules, build_dir="build/cython", quiet=True, shared_utility_qualified_name=SHARED)
    for module in compiled:
        # what could not be compiled is missed nowhere else in the build either
        module.optional = True
    return compiled


setup(
    ext_modules=_extensions(),
    cmdclass={"build_ext": BuildKernels},
    options={"build_ext": {"parallel": os.cpu_count() or 1}},
)
