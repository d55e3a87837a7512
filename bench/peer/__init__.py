"""A plain Wagtail of the same version, as its own starter makes it, with pages like ours: what ours is compared with."""
