"""Integrations with other frameworks, one module for each, imported only when used.

Each needs the framework of its name, which `pip install 'boilerstrip[NAME]'` brings.
"""
