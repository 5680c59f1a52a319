"""boilerstrip inside other frameworks, a module for each; none is imported until it is asked for.

Each needs the framework of its name, which `pip install 'boilerstrip[NAME]'` brings.
"""
