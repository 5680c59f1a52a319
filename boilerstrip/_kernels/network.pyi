from boilerstrip.model.forest import Floats, Ints

VERSION: int
IS_FAST: bool

def logits(
    table: Floats,
    columns: Ints,
    lower: Floats,
    upper: Floats,
    embeddings: Floats,
    lists: Ints,
    words: Floats,
    parameters: Floats,
    wide: int,
    width: int,
    reaches: Ints,
    epsilon: float,
    sums: Floats,
) -> None: ...
