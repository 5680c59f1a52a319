"""Files of own rules: TOML, one file a project, with sections by host and path.

.. code-block:: toml

    favor = "precision"          # for every page

    [[site]]
    host = "example.org"         # and its sub-domains
    path = "/news/*"             # optional, `*` for anything; without what stands behind a "?"
    keep = [".lead-box"]
    drop = ["aside.promo", "#related"]
    drop_phrases = ["Our picks"]
    rules_off = ["repeated-fields"]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache, reduce
from operator import or_
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from boilerstrip.errors import OptionError
from boilerstrip.site.rules import NO_RULES, OwnRules
from boilerstrip.text.patterns import lazy

_RULES = ("keep", "drop", "drop_phrases", "rules_off", "favor")
_MAX_FILE = 1_000_000
# tomllib takes time that grows with the square of how deep a key is.
_DEEP_KEY = lazy(r"""(?:\s*\.\s*(?:[\w-]+|"[^"\n]*"|'[^'\n]*')){100}""")
# No host has more characters, and Python takes long to encode more.
_MAX_HOST = 253


class Section(NamedTuple):
    """Rules for the pages of a host, or of some of its paths; for every page if both are empty."""

    host: str
    path: str
    rules: OwnRules

    def covers(self, host: str, path: str) -> bool:
        """Return whether the rules are for a page with this host and path."""
        own = not self.host or host == self.host or host.endswith(f".{self.host}")
        # of the wildcards of fnmatch, only the asterisk
        pattern = self.path.replace("[", "[[]").replace("?", "[?]")
        return own and (not pattern or fnmatchcase(path, pattern))


@dataclass(frozen=True, slots=True)
class RulesFile:
    """Own rules of a project: those for every page, and those for some hosts and paths."""

    sections: tuple[Section, ...] = ()

    @classmethod
    def read(cls, path: str | Path) -> RulesFile:
        """Read a file of rules.

        Raises:
            OptionError: it cannot be read, is no TOML, or says something that is no rule.

        """
        try:
            with Path(path).open("rb") as stream:
                data = stream.read(_MAX_FILE + 1)
        except OSError as error:
            raise OptionError(f"{path}: cannot read the rules: {error.strerror}") from None
        if len(data) > _MAX_FILE:
            raise OptionError(f"{path}: a rules file may have at most {_MAX_FILE} bytes")
        try:
            return cls.parse(data.decode())
        except (OptionError, UnicodeDecodeError) as error:
            raise OptionError(f"{path}: {error}") from None

    @classmethod
    def parse(cls, text: str) -> RulesFile:
        """Read rules from TOML.

        Raises:
            OptionError: it is no TOML, or says something that is no rule.

        """
        # imported only if there are rules
        import tomllib

        if _DEEP_KEY.search(text):
            raise OptionError("invalid TOML: a key is nested too deeply")
        try:
            content = tomllib.loads(text)
        except RecursionError:
            raise OptionError("invalid TOML: a value is nested too deeply") from None
        except ValueError as error:  # numbers of too many digits, besides TOMLDecodeError
            raise OptionError(f"invalid TOML: {error}") from None
        sites = content.pop("site", [])
        if not isinstance(sites, list) or not all(isinstance(site, dict) for site in sites):
            raise OptionError("write sections as [[site]]")
        sections = [_section(content, "outside of sections")] if content else []
        sections += [_section(site, f"section {number}") for number, site in enumerate(sites, 1)]
        return cls(tuple(sections))

    @property
    def goes_by_address(self) -> bool:
        """Return whether there are sections; they do not apply to a page without an address."""
        return any(section.host or section.path for section in self.sections)

    def rules_for(self, url: str | None, given: OwnRules = NO_RULES) -> OwnRules:
        """Return the rules for a page with this address (None: those for every page), with `given` added."""
        host, path = _host_and_path(url)
        covering = (section.rules for section in self.sections if section.covers(host, path))
        return _together((*covering, given))


# Rules are checked when they are made, so pages with the same sections share them.
@lru_cache(maxsize=100)
def _together(rules: tuple[OwnRules, ...]) -> OwnRules:
    return reduce(or_, rules, NO_RULES)


def _section(table: dict[str, Any], where: str) -> Section:
    positions = {}
    for name in ("host", "path"):
        place = table.get(name, "")
        if not isinstance(place, str):
            raise OptionError(f"{where}: {name} must be a string, not {type(place).__name__}")
        positions[name] = place
    if where != "outside of sections" and not (positions["host"] or positions["path"]):
        raise OptionError(f"{where}: a section needs a host or a path")
    if unknown := sorted(table.keys() - {*_RULES, "host", "path"}):
        raise OptionError(f"{where}: unknown key {unknown[0]!r}; there are: host, path, {', '.join(_RULES)}")
    try:
        rules = OwnRules(**{name: table[name] for name in _RULES if name in table})
    except ValueError as error:  # numbers of too many digits cannot be written, besides OptionError
        raise OptionError(f"{where}: {error}") from None
    try:
        return Section(_checked_host(positions["host"]), _checked_path(positions["path"]), rules)
    except OptionError as error:
        raise OptionError(f"{where}: {error}") from None


def _checked_host(host: str) -> str:
    """Return a host in the form that it has in addresses.

    Raises:
        OptionError: it is something else, which no page would ever be of.

    """
    if not host:
        return ""
    bare = host.removeprefix("[").removesuffix("]") if host.startswith("[") else host
    if host.startswith("[") or host.count(":") > 1:  # IPv6, which is in brackets in addresses
        found = _host_and_path(f"http://[{bare}]/")[0]
    else:
        found = _host_and_path(f"http://{host}/")[0]
    if not found or found != _in_ascii(bare) or re.search(r"[\s*]", host):
        raise OptionError(
            f"host must be a name such as example.org, without scheme, port, path or *, not {host!r}"
        )
    return found


def _checked_path(path: str) -> str:
    if path and not path.startswith(("/", "*")):
        raise OptionError(f"path must begin with / or *, not {path!r}")
    return unquote(path)


def _in_ascii(host: str) -> str:
    """Return a host in lower case and in ASCII, with IDNA for other alphabets."""
    host = host.lower().rstrip(".")
    if host.isascii() or len(host) > _MAX_HOST:
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _host_and_path(url: str | None) -> tuple[str, str]:
    try:
        parts = urlsplit(url or "")
        return _in_ascii(parts.hostname or ""), unquote(parts.path) or "/"
    except ValueError:
        return "", "/"
