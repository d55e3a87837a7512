"""„Zuarbeit Kreisblatt“: texts of the Koordination that each centre fills with its own data and takes along."""
