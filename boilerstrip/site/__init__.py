"""Sites: what their owners say of them, in rules of their own."""

from boilerstrip.site.rules import OwnRules
from boilerstrip.site.rules_file import RulesFile

__all__ = ["OwnRules", "RulesFile"]
