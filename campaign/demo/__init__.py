"""Demo content: freshly written texts and drawn pictures; nothing here knows the database."""
