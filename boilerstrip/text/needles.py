"""Several words looked for in a text at once."""

from __future__ import annotations

from boilerstrip import _kernels


class Needles:
    """Words in small letters of ASCII, found in capitals, too; with `is_exact`, words found as they are."""

    def __init__(self, *words: str, is_exact: bool = False) -> None:
        self.words = words
        self.is_exact = is_exact

    def are_in(self, text: str) -> bool:
        """Return whether any of the words is in a text."""
        # the next call asks the kernel straight, or the reference where there is none
        kernel = _kernels.markup
        look = self.look if kernel is None else kernel.Needles(self.words, self.is_exact).are_in
        self.are_in = look  # type: ignore[method-assign]
        return look(text)

    def look(self, text: str) -> bool:
        """Return the same, as Python finds it."""
        if self.is_exact:
            return any(word in text for word in self.words)
        # in bytes: to lower-case a text with signs beyond ASCII takes longer than to parse it
        lowered = text.encode("utf-8", "surrogatepass").lower()
        return any(word.encode() in lowered for word in self.words)
