"""The material kit: what the campaign hands out in versions, and its logo with the name of a centre."""
