"""Registry, sections and finder of the 104 kommunale Jobcenter."""
