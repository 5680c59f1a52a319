"""Settings of the documentation site: `sphinx-build -W -c docs . site`.

The source is the whole repository, so that links between the pages and to the files beside the code lead
somewhere both here and on the site.
"""

import boilerstrip

project = "boilerstrip"
author = "the boilerstrip authors"
project_copyright = "the boilerstrip authors, MIT licence"
version = release = boilerstrip.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "docs/index"
include_patterns = [
    "docs/**",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "benchmarks/README.md",
    "benchmarks/results/README.md",
    "samples/README.md",
]
exclude_patterns = [".*", "**/.*", "site", "build", "dist"]
# The list of pages may name one that is not there; one that is there and not in it still is an error.
suppress_warnings = ["toc.not_readable"]

myst_heading_anchors = 3
default_role = "code"  # single backquotes in docstrings
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"

html_theme = "furo"
html_title = f"boilerstrip {version}"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_extra_path = ["root"]
html_show_sourcelink = False
html_copy_source = False
html_show_sphinx = False
