"""The search of the public site: what may be found, how it is written down, looked up and shown."""
