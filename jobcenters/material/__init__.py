"""Campaign material of one centre: logo with its name, flyer and poster with its contact, and where the logo is used."""
