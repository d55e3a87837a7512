"""Statistics without cookies: how often pages and embeds were seen, per day, and nothing about who saw them."""
