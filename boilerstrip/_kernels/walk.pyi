from typing import Any

VERSION: int

class Tables:
    def __init__(self, rest: Any) -> None: ...

def visit_nodes(walker: Any, document: Any, tables: Tables) -> None: ...
