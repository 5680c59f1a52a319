from typing import Any

VERSION: int

class Images:
    def __init__(self, rest: Any) -> None: ...
    def read(self, node: Any) -> tuple[dict[str, str], str, bool]: ...
