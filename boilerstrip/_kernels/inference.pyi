from boilerstrip.model.forest import Floats, Ints

VERSION: int

def forest_sums(
    table: Floats, feature: Ints, border: Floats, asks: Ints, leaves: Floats, sums: Floats
) -> None: ...
