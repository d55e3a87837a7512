"""„Statistik“: what was seen, for those whose it is, and the monthly report."""
