"""Copies of public pages in nginx: what may be one, how long it lasts, and who replaces it when something changes.

Each answer that nginx may keep is noted with the tables its making read. Each write to a table is noted in the
transaction that does it. Before the act's own answer goes out, every copy whose tables were written is fetched anew, past
the cache. What a crash or a dead nginx leaves undone a job does; beyond that a copy lives a minute at most.
Unless CACHE_PURGE_URLS names a cache, each process keeps copies of its own instead (memory.py), by the same notes.
"""
