"""Aktionen and events: the calendar, joint events, the centres' answers, calendars to subscribe to."""
