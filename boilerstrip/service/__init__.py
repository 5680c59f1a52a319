"""The service: extraction over HTTP, in worker processes under a deadline.

`app.create` makes the ASGI application; the command `boilerstrip serve` runs it. Nothing here is imported by
the library itself.
"""
