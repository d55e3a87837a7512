"""What happens to a story outside this website: the material to pass it on, and who shows it where."""
