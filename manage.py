#!/usr/bin/env python
"""Kommandozeile des Projekts; ohne weitere Angabe mit den Einstellungen für den ersten Start."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign.settings.dev")
    execute_from_command_line(sys.argv)
