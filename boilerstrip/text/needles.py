"""Several words looked for in a text at once."""

from __future__ import annotations

from boilerstrip import _kernels


class Needles:
    """Words of two signs or more, in small letters of ASCII; they are found in capitals, too.

    With `is_exact`, words in any letters of ASCII, found as they are.
    """

    def __init__(self, *words: str, is_exact: bool = False) -> None:
        self.words = words
        self.is_exact = is_exact

    def are_in(self, text: str) -> bool:
        """Return whether any of the words is in a text."""
        self._choose()
        return self.are_in(text)

    def those_with(self, texts: list[str]) -> set[str]:
        """Return the texts that have any of the words."""
        self._choose()
        return self.those_with(texts)

    def found_in(self, texts: list[str]) -> frozenset[str]:
        """Return those of the words that are in any of some texts."""
        self._choose()
        return self.found_in(texts)

    def _choose(self) -> None:
        """Have the next calls ask the kernel straight, or the reference where there is none."""
        kernel = _kernels.markup
        if kernel is None:
            self.are_in, self.found_in = self.look, self.find  # type: ignore[method-assign]
            self.those_with = self.choose  # type: ignore[method-assign]
        else:
            compiled = kernel.Needles(self.words, self.is_exact)
            self.are_in, self.found_in = compiled.are_in, compiled.found_in  # type: ignore[method-assign]
            self.those_with = compiled.those_with  # type: ignore[method-assign]

    def look(self, text: str) -> bool:
        """Return the same as `are_in`, as Python finds it."""
        return bool(self.find([text]))

    def choose(self, texts: list[str]) -> set[str]:
        """Return the same as `those_with`, as Python finds them."""
        return {text for text in set(texts) if self.look(text)}

    def find(self, texts: list[str]) -> frozenset[str]:
        """Return the same as `found_in`, as Python finds them."""
        # no word has a zero in it
        text = "\0".join(texts)
        if self.is_exact:
            return frozenset(word for word in self.words if word in text)
        # in bytes: to lower-case a text with signs beyond ASCII takes longer than to parse it
        lowered = text.encode("utf-8", "surrogatepass").lower()
        return frozenset(word for word in self.words if word.encode() in lowered)
