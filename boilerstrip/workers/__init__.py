"""Worker processes with a deadline for each page, so that no page can harm another.

Each worker is one process with a pipe of its own. Its owner sends it one page and waits for the answer until
the deadline; a process that hangs or dies is killed and replaced. In a pool, each worker belongs to one
thread. Processes share no locks or queues, so one can be killed at any time without affecting the others.
"""
