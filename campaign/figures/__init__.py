"""Key figures: who enters and changes them, what is kept of each change, and how they are shown and passed on."""
