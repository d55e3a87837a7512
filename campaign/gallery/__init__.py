"""The component page: every component in all its states and every block with its example, in the public styles."""
