"""Who issues a release together with the associations: chosen by the centre's name, stored as its group of people."""

from typing import Any

from django import forms

from campaign import press_archive


class CentreSelect(forms.Select):
    """Offers groups of people by the names of their centres, in the order of the alphabet.

    A group that is no centre's is not offered; one that was chosen before stays.
    """

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        """Return the choices with the centres' names; asks for all centres at once."""
        offered = list(self.choices)
        keys = {str(key): int(str(key)) for key, _ in offered if str(key)}
        names = {group: centre.name for group, centre in press_archive.centres_of(keys.values()).items()}
        blank = [(key, label) for key, label in offered if not str(key)]
        names = {
            keys[key]: label for key, label in map(_plain, offered) if key in value and key in keys
        } | names
        named = [(key, names[keys[str(key)]]) for key, _ in offered if keys.get(str(key)) in names]
        self.choices = [*blank, *sorted(named, key=lambda choice: choice[1])]
        return super().optgroups(name, value, attrs)


def _plain(choice: tuple[Any, Any]) -> tuple[str, str]:
    return str(choice[0]), choice[1]
