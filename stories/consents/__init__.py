"""Consents of the people in stories: pure rules, acts, and the pages of the admin about them."""
