"""The survey as a self-contained HTML file, in which rules can be chosen and saved."""

from __future__ import annotations

from html import escape
from typing import Any

import boilerstrip
from boilerstrip.report.document import asset, fill, json_script, policy, script


def render_survey(survey: dict[str, Any]) -> str:
    """Return the survey, as `Survey.report` has it, as an HTML document."""
    host = survey["host"] or "the site"
    return fill(
        asset("survey.html"),
        policy=escape(policy("survey.js", "report.css", "survey.css")),
        version=escape(boilerstrip.__version__),
        title=escape(f"Survey of {host}"),
        style=asset("report.css"),
        more_style=asset("survey.css"),
        script=script("survey.js"),
        data=json_script("data-survey", survey),
    )
