"""Pictures for links: drawn ahead, one per public page, with a picture of somebody only where everybody agreed."""
