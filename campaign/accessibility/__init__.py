"""The Erklärung zur Barrierefreiheit: its yearly check, and the bodies of the Länder."""
