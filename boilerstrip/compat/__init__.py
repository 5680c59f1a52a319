"""The interfaces of other extractors over boilerstrip: changing the import is the migration.

`boilerstrip.compat.trafilatura`, `boilerstrip.compat.readability` and `boilerstrip.compat.newspaper` need
none of the packages whose interface they have. What boilerstrip cannot do raises a `boilerstrip.OptionError`
that says why. They build their trees with lxml, as those packages do.
"""
