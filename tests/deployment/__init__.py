"""A package for pytest, so that the running site of conftest.py ends with these tests and not with the whole run."""
