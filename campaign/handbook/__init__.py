"""The handbook inside the admin: chapters for Redaktion and Koordination, and the way to them from each screen."""
