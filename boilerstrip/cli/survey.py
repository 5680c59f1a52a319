"""The command `boilerstrip survey SOURCE... -o FILE`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from boilerstrip.batch.many import work_on_many
from boilerstrip.batch.reader import Reader
from boilerstrip.cli import many_options, page_options
from boilerstrip.cli.exits import ALL_DONE, SOME_FAILED, UNREADABLE, fail, run
from boilerstrip.cli.missing_addresses import MissingAddresses
from boilerstrip.cli.parsers import command_parser
from boilerstrip.site.places import survey_page
from boilerstrip.site.survey import Survey
from boilerstrip.site.survey_html import render_survey
from boilerstrip.workers.jobs import Failure, PageSource

_EPILOG = """\
sources: files, folders, globs, JSONL, Parquet and WARC files, as boilerstrip batch reads them

FILE lists the boxes that recur across a site's pages: how many pages each is on, how often it is kept, how
often its text is the same, and which rule drops it. The most doubtful come first. Choose which to keep or
drop, see which pages change, save the rules, and pass them to the command:

  boilerstrip survey export/ -o survey.html
  boilerstrip batch export/ --rules rules.toml -o clean.jsonl

exit codes:
  0    the survey is written
  1    it is written, and some pages could not be read
  2    invalid arguments
  3    no page could be read, or the survey not written
  130  interrupted
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    options = _parser().parse_args(arguments)
    return run(lambda: _survey(options))


def _survey(options: argparse.Namespace) -> int:
    """Write the survey of all pages and return the exit code."""
    out = Path(options.output)
    addresses = MissingAddresses(options.rules)
    reader = Reader(options.sources, many_options.fields(options), excluded=[out])
    survey = _surveyed(options, addresses.counted(reader))
    if not survey.pages:
        return fail("no page could be read", UNREADABLE)
    report = survey.report()
    text = json.dumps(report, ensure_ascii=False, indent=1) if options.json else render_survey(report)
    out.write_bytes(text.encode("utf-8", "replace"))
    addresses.tell()
    parts = [f"{survey.pages:,} pages, {len(survey.places):,} places in {out}"]
    print(f"boilerstrip: {'; '.join(parts + many_options.outputs_left_out(reader))}", file=sys.stderr)
    return SOME_FAILED if survey.failures else ALL_DONE


def _surveyed(options: argparse.Namespace, pages: Iterable[PageSource | Failure]) -> Survey:
    """Return the survey of all pages; those that fail are counted, and told on standard error."""
    survey = Survey()
    results = work_on_many(
        pages,
        finish=survey_page,
        workers=options.workers,
        timeout=options.timeout,
        effort=options.effort,
        rules=options.rules,
    )
    with closing(results):
        for result in results:
            if isinstance(result, Failure):
                survey.failures += 1
                print(f"boilerstrip: {result.id}: {result.reason}", file=sys.stderr)
            else:
                survey.add(result.value._replace(id=str(result.id)))
    return survey


def _parser() -> argparse.ArgumentParser:
    parser = command_parser(
        "survey",
        "List the boxes that recur across a site, and choose which to keep or drop.",
        _EPILOG,
    )
    many_options.add_sources(parser)
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="the file to write")
    parser.add_argument("--json", action="store_true", help="write the survey as JSON instead of HTML")
    page_options.add_declared(parser, "batch", "rules", "effort")
    # other packages help to find a body, and a survey is of boxes
    parser.set_defaults(effort="fast")
    many_options.add_work(parser)
    many_options.add_fields(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
