"""„Barriere melden“: the public form, the inbox of those who answer, and the clock of one month."""
