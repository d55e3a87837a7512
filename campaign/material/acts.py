"""The one write path of the material kit; every act is in the log, in the same transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from campaign.accounts.models import User
from campaign.audit import log
from campaign.material.files import Prepared
from campaign.models.material import Material, Materialdatei, Materialversion
from campaign.models.print_texts import Drucktext

FIELDS: Final = ("title", "kind", "description", "terms", "audience")


def begin(content: dict[str, Any], *, actor: User) -> Material:
    """Enter a material; content: a value for each of FIELDS. It is offered once it has a version."""
    with transaction.atomic():
        material = Material.objects.create(**{name: content[name] for name in FIELDS})
        _record("created", material, actor, {"audience": material.audience})
    return material


def change(material: Material, content: dict[str, Any], *, actor: User) -> None:
    """Change what is said about a material, and who may load it."""
    with transaction.atomic():
        for name in FIELDS:
            setattr(material, name, content[name])
        material.save(update_fields=FIELDS)
        _record("changed", material, actor, {"audience": material.audience})


def add_version(
    material: Material,
    files: Iterable[Prepared],
    *,
    actor: User,
    day: date,
    note: str = "",
    language: str = "",
) -> Materialversion:
    """Add a version; from now on only its files are handed out. language: code of Materialdatei.Language."""
    with transaction.atomic():
        row = Material.objects.select_for_update(of=("self",)).get(pk=material.pk)
        number = (row.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        version = Materialversion.objects.create(
            material=row, number=number, date=day, note=note, made_by=actor
        )
        _store(version, files, language)
        row.newest = version
        row.save(update_fields=["newest"])
        _record("versioned", row, actor, {"version": number, "note": note})
    material.newest = version
    return version


def add_files(material: Material, files: Iterable[Prepared], *, actor: User, language: str = "") -> None:
    """Add files to the newest version, for example another language of it. Raises Material.DoesNotExist without one."""
    with transaction.atomic():
        row = Material.objects.select_for_update(of=("self",)).exclude(newest=None).get(pk=material.pk)
        version = Materialversion.objects.get(newest_of=row)
        _store(version, files, language)
        _record("files_added", row, actor, {"version": version.number})


def offer(material: Material, is_offered: bool, *, actor: User) -> None:
    """Hand it out again, or no longer; its versions are kept."""
    with transaction.atomic():
        Material.objects.filter(pk=material.pk).update(is_offered=is_offered)
        _record("offered" if is_offered else "taken_back", material, actor, {})


def write_print_text(kind: str, content: dict[str, str], *, actor: User) -> None:
    """Change the words of flyer or poster; content: a value for each of Drucktext.TEXTS."""
    with transaction.atomic():
        text, _ = Drucktext.objects.update_or_create(kind=kind, defaults=content)
        log.record("material.text_changed", actor=actor, obj=text, label=str(text), data=content)


def _store(version: Materialversion, files: Iterable[Prepared], language: str) -> None:
    stored: list[Materialdatei] = []
    try:
        for one in files:
            row = Materialdatei(
                version=version,
                label=one.label,
                format=one.format,
                measure=one.measure,
                language=language,
                is_accessible=one.is_accessible,
                size=one.file.size,
            )
            stored.append(row)
            row.file.save(one.file.name or "", one.file, save=False)
            row.save()
    except BaseException:
        # The rows go with the transaction, files would stay.
        for row in stored:
            if row.file:
                row.file.delete(save=False)
        raise


def _record(act: str, material: Material, actor: User, data: dict[str, Any]) -> None:
    log.record(f"material.{act}", actor=actor, obj=material, label=material.title, data=data)
