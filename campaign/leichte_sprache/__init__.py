"""Leichte Sprache: what makes a text hard to read, where the start page has gaps, how lines become paragraphs."""
