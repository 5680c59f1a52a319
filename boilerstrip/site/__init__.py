"""Sites: rules of their owners, and the survey of recurring boxes."""

from boilerstrip.site.rules import OwnRules
from boilerstrip.site.rules_file import RulesFile

__all__ = ["OwnRules", "RulesFile"]
