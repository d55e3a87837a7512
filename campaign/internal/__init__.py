"""„Intern“: handbook, Arbeitskreis and newest material for everybody who has a role; all of it below /admin/."""
