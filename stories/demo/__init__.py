"""Content to try the software with: accounts, sections, stories in every state. Made through the functions people use."""
