"""Worker processes under a deadline: pages in, answers out, and no page can harm another.

Each worker is one process with a pipe of its own. Whoever holds it hands its process one page and waits for
the answer until the deadline; the process that hangs or dies is killed and replaced. Of a pool, each
worker is held by one thread. Processes share nothing, no lock and no queue, so that one can be
killed at any instant without the others noticing.
"""
