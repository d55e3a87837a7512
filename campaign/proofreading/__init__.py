"""„Durchsicht“: a job reads the public pages and finds words of yesterday and links that lead nowhere."""
