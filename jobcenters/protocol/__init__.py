"""„Protokoll“: who did what and when, in sentences; each Redaktion reads what concerns its own centre."""
