"""Fidelity: how much of the structure of a body survives in the HTML and Markdown that extractors give.

`items` takes HTML apart into what is counted, `markdown` reads Markdown into HTML, `forms` are the extractors
by the form they give, `measure` counts and `tables` shows.
"""
