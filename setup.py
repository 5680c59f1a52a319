"""The compiled part; everything else that a build needs is in pyproject.toml.

Without a compiler the package installs as plain Python, which gives the same results more slowly.
"""

import os
from pathlib import Path

from setuptools import Extension, setup

KERNELS = Path("boilerstrip/_kernels")


def _extensions() -> list[Extension]:
    if os.environ.get("BOILERSTRIP_PURE", "0") not in ("", "0"):
        return []
    try:
        from Cython.Build import cythonize
    except ImportError:
        print("boilerstrip: Cython is not there, so the package is installed without its compiled part")
        return []
    flags = [] if os.name == "nt" else ["-O3", "-g0"]
    modules = [
        Extension(
            f"boilerstrip._kernels.{source.stem}",
            [source.as_posix()],
            extra_compile_args=flags,
            define_macros=[("CYTHON_CLINE_IN_TRACEBACK", "0")],
            # a build that fails is told in one line, and the package is installed without it
            optional=True,
        )
        for source in sorted(KERNELS.glob("*.pyx"))
    ]
    return cythonize(modules, build_dir="build/cython", quiet=True)


setup(ext_modules=_extensions(), options={"build_ext": {"parallel": os.cpu_count() or 1}})
