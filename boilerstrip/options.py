"""Every option of extraction, declared once: its name, type, default and help, and where it can be given.

To add an option, declare it in `SharedOptions` and read it where it acts, as `options["include_links"]` of
`Extractor.options`. That is all: the signatures and docstrings of the API, the commands with their help,
the service with its OpenAPI document and the frameworks' modules are made of the declaration
(`scripts/tool python -m tests.documents` brings the tables in docs/options.md up to date). What is checked
follows from the type:

- `bool`: True or False; on the command line `--links`, or `--no-links` where True is the default. The help
  begins with a verb, as "do not" may be put before it.
- `Literal[...]`: one of the choices.
- `Names`: a collection of names, with commas between them on the command line and in addresses; those that
  may hold commas themselves, such as CSS selectors, are `repeated`: the flag is given once for each.
- `str`, `float`: a text, or a Path as one; a positive number.

Each of these may be `| None` where None is the default. Any other type is for Python alone (`doors=API`). A
value that needs more of a check, such as whether there is a rule of this name, is checked by the `Extractor`
when it is made (`extractor._check`), which raises `OptionError`.
"""

import functools
import inspect
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict, TypeVar, cast, get_args, get_origin

from boilerstrip.errors import OptionError, did_you_mean
from boilerstrip.limits import Limits

if TYPE_CHECKING:
    from boilerstrip.scoring.scorer import Scorer

# The longest a strategy may take for one page, in seconds; ordinary pages take a hundredth.
STRATEGY_TIMEOUT = 10.0
# What a timeout may be at most: a day.
_MAX_SECONDS = 86_400.0

# Where an option can be given. The API is all that is called from Python, the frameworks' modules too.
API = frozenset({"api"})
COMMAND = API | {"command"}
EVERYWHERE = COMMAND | {"batch", "service"}

Names = Iterable[str]
Effort = Literal["auto", "fast", "full"]
Favor = Literal["precision", "recall"]


@dataclass(frozen=True)
class Declared:
    """What an option is, beside its name and type.

    Args:
        default: its value where it is not given.
        help: what it does, in a clause without a full stop, for every place it is shown in.
        doors: where it can be given.
        short: its letter on the command line.
        flag: its name there, where that is not the one made of its name.
        repeated: it is a collection whose values are given one by one, as they may hold commas.

    """

    default: Any
    help: str
    doors: frozenset[str] = EVERYWHERE
    short: str = ""
    flag: str = ""
    repeated: bool = False


class SharedOptions(TypedDict, total=False):
    """The options that every entry takes; those of one page and those of many."""

    strategies: Annotated[
        Names | None,
        Declared(None, "strategies to run, in any order; all built-in ones by default", short="-s"),
    ]
    effort: Annotated[
        Effort,
        Declared(
            "auto",
            "fast skips strategies from other packages, full runs every one, auto runs those from other "
            "packages only when the rest leave doubt",
        ),
    ]
    include_title: Annotated[bool, Declared(False, "keep the title in the body")]
    include_byline: Annotated[
        bool, Declared(False, "keep bylines and datelines next to the title in the body")
    ]
    include_captions: Annotated[
        bool,
        Declared(
            True,
            "keep captions of figures and tables in the text; HTML and Markdown always keep those "
            "of what they show",
        ),
    ]
    include_links: Annotated[bool, Declared(True, "keep links in HTML and Markdown")]
    include_images: Annotated[bool, Declared(True, "keep images in HTML and Markdown")]
    include_tables: Annotated[bool, Declared(True, "keep tables in HTML and Markdown")]
    include_formatting: Annotated[
        bool,
        Declared(True, "keep bold, italic, strikethrough and highlighting in HTML and Markdown"),
    ]
    structured_text: Annotated[
        bool, Declared(False, "mark headings, list items and quotations in the text the way Markdown does")
    ]
    include_comments: Annotated[
        bool,
        Declared(
            False,
            "keep readers' comments below an article, without their links and labels; where they are the "
            "main content, as in a forum, they are always kept",
        ),
    ]
    include_footnotes: Annotated[
        bool, Declared(True, "keep footnotes that the body refers to, and their reference marks")
    ]
    keep: Annotated[
        Names,
        Declared(
            (),
            "always keep elements that match these CSS selectors, whatever scorer and rules say; if "
            "matches of keep and drop are nested, the inner one wins; if both match one element, keep does",
            repeated=True,
        ),
    ]
    drop: Annotated[Names, Declared((), "always drop elements that match these CSS selectors", repeated=True)]
    drop_phrases: Annotated[
        Names,
        Declared(
            (),
            "drop lines that equal or begin with one of these phrases",
            flag="--drop-phrase",
            repeated=True,
        ),
    ]
    rules_off: Annotated[Names, Declared((), "turn off these discard rules; `boilerstrip rules` lists them")]
    favor: Annotated[
        Favor | None,
        Declared(
            None,
            "prefer precision (F-measure with beta 0.5) or recall (beta 2) when choosing Blocks",
        ),
    ]
    rules: Annotated[
        str | Path | None,
        Declared(
            None,
            "a TOML file with keep, drop, drop_phrases, rules_off and favor, for all sites or some; options "
            "of the same names are added to it",
            COMMAND | {"batch"},
        ),
    ]
    concurrent: Annotated[
        bool,
        Declared(
            True,
            "run strategies from other packages and your own in parallel threads; results are the same "
            "either way, but without threads no timeout can stop a strategy",
            API,
        ),
    ]
    limits: Annotated[Limits | None, Declared(None, "what one page may cost: a `boilerstrip.Limits`", API)]
    scorer: Annotated[
        "Scorer | None",
        Declared(
            None,
            "gives each Block its probability of being content: any `boilerstrip.scoring.scorer.Scorer`; the "
            "trained model by default",
            API,
        ),
    ]


class Options(SharedOptions, total=False):
    """The options of an `Extractor`: where pages have a timeout of their own, that of strategies follows."""

    timeout: Annotated[
        float,
        Declared(
            STRATEGY_TIMEOUT,
            "seconds a strategy may take on one page before the extraction goes on without it",
            COMMAND,
        ),
    ]


@dataclass(frozen=True)
class Option:
    """An option as it was declared.

    Attributes:
        kind: "bool", "choice", "names", "number" or "text", or "object" for what is Python's alone.
        choices: the values of a "choice".

    """

    name: str
    type: Any
    declared: Declared
    kind: str
    choices: tuple[str, ...] = ()

    @property
    def default(self) -> Any:
        """Its value where it is not given."""
        return self.declared.default

    @property
    def help(self) -> str:
        """What it does, in a clause."""
        return self.declared.help

    @property
    def flag(self) -> str:
        """Its name on the command line; one that is on by default is switched off there."""
        name = self.name.removeprefix("include_").replace("_", "-")
        return self.declared.flag or (f"--no-{name}" if self.default is True else f"--{name}")

    def check(self, value: Any) -> Any:
        """The value as it is used: collections become tuples.

        Raises:
            OptionError: it is not of the option's type, or none of its choices.

        """
        if value is None and self.default is None:
            return None
        if self.kind == "bool" and not isinstance(value, bool):
            raise OptionError(f"{self.name} must be True or False, not {value!r}")
        if self.kind == "choice" and (not isinstance(value, str) or value not in self.choices):
            hint = did_you_mean(value, self.choices)
            raise OptionError(f"{self.name} must be one of {', '.join(self.choices)}, not {value!r}{hint}")
        if self.kind == "text" and isinstance(value, Path):
            return str(value)
        if self.kind == "text" and not isinstance(value, str):
            raise OptionError(f"{self.name} must be a str, not {type(value).__name__}")
        if self.kind == "number":
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0:
                raise OptionError(f"{self.name} must be a positive number, not {value!r}")
            return float(min(value, _MAX_SECONDS))
        return self._collection(value) if self.kind == "names" else value

    def _collection(self, value: Any) -> tuple[str, ...]:
        what = "texts" if self.declared.repeated else "names"
        if isinstance(value, (str, bytes)):
            raise OptionError(f"{self.name} must be a collection of {what}, not one string")
        try:
            found = tuple(dict.fromkeys(value))
        except TypeError:
            raise OptionError(f"{self.name} must be a collection of {what}, not {value!r}") from None
        for each in found:
            if not isinstance(each, str):
                raise OptionError(f"{self.name} must be a collection of {what}, and {each!r} is not one")
        return found


def _hints(options: Any) -> list[tuple[str, Any]]:
    return list(inspect.get_annotations(options).items())


def _option(name: str, hint: Any) -> Option:
    type_, declared = get_args(hint)
    parts = get_args(type_)
    optional = type(None) in parts
    bare = parts[0] if optional else type_
    if get_origin(bare) is Literal:
        return Option(name, type_, declared, "choice", get_args(bare))
    kinds = {bool: "bool", str: "text", float: "number", Names: "names"}
    return Option(name, type_, declared, kinds.get(bare, "object"))


# By name, in the order they are shown in.
OPTIONS: Mapping[str, Option] = {
    name: _option(name, hint) for name, hint in (*_hints(SharedOptions), *_hints(Options))
}
SHARED = tuple(SharedOptions.__annotations__)


def at_door(door: str) -> list[Option]:
    """The options that can be given there: "api", "command", "batch" or "service"."""
    return [option for option in OPTIONS.values() if door in option.declared.doors]


def checked(given: Mapping[str, Any]) -> Options:
    """All options with their values, those that are not given by default.

    Raises:
        OptionError: there is no such option, or a value is not of its type.

    """
    refuse_unknown(given, OPTIONS)
    found = {
        name: option.check(given[name]) if name in given else option.default
        for name, option in OPTIONS.items()
    }
    return cast("Options", found)


def refuse_unknown(given: Iterable[str], known: Iterable[str]) -> None:
    """Raise OptionError where a name is not known, with the nearest that is."""
    known = tuple(known)
    for name in given:
        if name not in known:
            raise OptionError(f"there is no option {name!r}{did_you_mean(name, known)}")


_Callable = TypeVar("_Callable", bound=Callable[..., Any])


def takes_options(names: Iterable[str] = SHARED) -> Callable[[_Callable], _Callable]:
    """Give what takes `**options` the signature and the docstring that the declarations make.

    For functions, and classes whose `__init__` takes them. In the docstring, a line with `{options}` alone
    becomes the help of all of them. Called with a name that is none of the parameters, they raise
    OptionError with the nearest one.
    """
    options = [OPTIONS[name] for name in names]

    def decorate(function: _Callable) -> _Callable:
        if isinstance(function, type):
            made: Any = function
            made.__init__ = decorate(made.__init__)
            made.__doc__ = with_help(made.__doc__, options)
            return cast("_Callable", made)
        signature = inspect.signature(function)
        own = [p for p in signature.parameters.values() if p.kind is not inspect.Parameter.VAR_KEYWORD]
        keywords = [
            inspect.Parameter(o.name, inspect.Parameter.KEYWORD_ONLY, default=o.default, annotation=o.type)
            for o in options
        ]
        shown = signature.replace(parameters=[*own, *keywords])
        known = frozenset(shown.parameters)

        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            if not known.issuperset(kwargs):
                refuse_unknown(kwargs, [name for name in shown.parameters if name != "self"])
            return function(*args, **kwargs)

        wrapper.__signature__ = shown  # type: ignore[attr-defined]
        wrapper.__doc__ = with_help(function.__doc__, options)
        return cast("_Callable", wrapper)

    return decorate


def with_help(doc: str | None, options: Iterable[Option]) -> str | None:
    """A docstring whose line `{options}` is replaced by a line for each of these."""
    lines = []
    for line in (doc or "").splitlines(keepends=True):
        if line.strip() != "{options}":
            lines.append(line)
            continue
        indent = line[: len(line) - len(line.lstrip())]
        for option in options:
            default = "" if option.default is None else f" (default: {option.default!r})"
            text = f"{option.name}: {option.help}{default}."
            lines.append(_wrapped(text, indent))
    return "".join(lines) or doc


# all that takes options has the same lines, and to break them takes long
@functools.lru_cache(maxsize=64)
def _wrapped(text: str, indent: str) -> str:
    return (
        "\n".join(textwrap.wrap(text, 105, initial_indent=indent, subsequent_indent=f"{indent}    ")) + "\n"
    )
