"""Files of named arrays in the safetensors format, which are read as they lie: no unpacking and no pickle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# The names of the types that weights have.
_TYPES = {"F64": "<f8", "I64": "<i8", "F32": "<f4", "F16": "<f2", "U16": "<u2", "I8": "<i1"}
_NAMES = {np.dtype(kind): name for name, kind in _TYPES.items()}
# The arrays begin at a multiple of this, the widest ones first, so that none is out of line.
_ALIGNMENT = 8


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """Return the arrays of a file by name; they cannot be written to."""
    data = path.read_bytes()
    begin = _ALIGNMENT + int.from_bytes(data[:_ALIGNMENT], "little")
    arrays: dict[str, NDArray[Any]] = {}
    for name, entry in json.loads(data[_ALIGNMENT:begin]).items():
        start, end = entry["data_offsets"]
        kind = np.dtype(_TYPES[entry["dtype"]])
        flat = np.frombuffer(data, kind, (end - start) // kind.itemsize, begin + start)
        arrays[name] = flat.reshape(entry["shape"])
    return arrays


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays of the types that weights have to a file."""
    entries: dict[str, Any] = {}
    parts: list[bytes] = []
    end = 0
    for name, values in sorted(arrays.items(), key=lambda item: -item[1].dtype.itemsize):
        parts.append(values.tobytes())
        start, end = end, end + len(parts[-1])
        entries[name] = {
            "dtype": _NAMES[values.dtype], "shape": list(values.shape), "data_offsets": [start, end],
        }  # fmt: skip
    header = json.dumps(entries, separators=(",", ":")).encode()
    header += b" " * (-len(header) % _ALIGNMENT)
    path.write_bytes(b"".join([len(header).to_bytes(_ALIGNMENT, "little"), header, *parts]))
