"""The house rules a program can see: budgets, names, suppressions, and the direction of imports.

`make check` runs this file; it needs neither Django nor a database. Complexity is ruff's part (C901).
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {"var", "node_modules"}
FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES, README_LINES, BASES = 300, 40, 120, 120, 3
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "misc"}

# Bottom first: a module may import from its own floor and those before it.
# What is not named belongs to `campaign`.
FLOORS = (
    "campaign.settings",
    "campaign.remembering",
    "campaign.written_once",
    "campaign.audit",
    "campaign.accounts",
    "campaign.media",
    "campaign.publishing",
    "campaign",
    "jobcenters",
    "stories",
)
# Here all apps meet by design.
MEETING_PLACES = ("campaign.urls", "campaign.operations", "tests", "bench")
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField", "ParentalKey", "ParentalManyToManyField"}

SUPPRESSION = re.compile(
    r"(?P<mark>#\s*noqa|#\s*type:\s*ignore|#\s*pragma:\s*no cover|\{#\s*djlint:off)(?P<rest>.*)"
)
CODES = re.compile(r"^[:\[]?\s*[A-Za-z0-9_,\- \[\]]*?(?:[A-Z]+\d+|\])")
LEFTOVER = re.compile(r"#\s*(?:TODO|FIXME|XXX)\b")
HOST = re.compile(r"://|--(?:extra-)?index-url|--find-links", re.I)

Problems = Iterator[str]


def files(root: Path, *suffixes: str) -> Iterator[Path]:
    """Yield the project's own files, without hidden folders, `var` and the environment."""
    for path in sorted(root.iterdir()) if root.is_dir() else ():
        if path.name.startswith(".") or path.name in SKIPPED:
            continue
        if path.is_dir():
            yield from files(path, *suffixes)
        elif path.suffix in suffixes:
            yield path


def check_python(name: str, source: str) -> Problems:
    """Yield what is wrong in one Python file; `name` is its path below the root."""
    tree = ast.parse(source)
    if "/migrations/" not in name and len(source.splitlines()) > FILE_LINES:
        yield f"{name}: {len(source.splitlines())} Zeilen, erlaubt sind {FILE_LINES}"
    if set(Path(name).with_suffix("").parts) & FORBIDDEN_NAMES:
        yield f"{name}: Der Name sagt nicht, was darin ist"
    for node in ast.walk(tree):
        yield from _check_node(name, node)
    yield from check_imports(name, tree)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield from _check_comment(f"{name}:{token.start[0]}", token.string)


def _check_node(name: str, node: ast.AST) -> Problems:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > FUNCTION_LINES and "/migrations/" not in name:
            yield f"{name}:{node.lineno}: {node.name} hat {lines} Zeilen, erlaubt sind {FUNCTION_LINES}"
    if isinstance(node, ast.ClassDef) and len(node.bases) > BASES:
        yield f"{name}:{node.lineno}: {node.name} hat {len(node.bases)} Basisklassen, erlaubt sind {BASES}"


def _check_comment(place: str, text: str) -> Problems:
    suppression = SUPPRESSION.search(text)
    if suppression and not _has_reason(suppression["mark"], suppression["rest"]):
        yield f"{place}: Unterdrückte Regel ohne Kürzel oder ohne Begründung"
    if LEFTOVER.search(text):
        yield f"{place}: Unerledigtes gehört nicht in den Code"


def _has_reason(mark: str, rest: str) -> bool:
    """Say whether a suppression names its rule (where it can) and gives a reason of two words or more."""
    if "noqa" in mark or "ignore" in mark:
        codes = CODES.match(rest)
        if not codes:
            return False
        rest = rest[codes.end() :]
    return len(re.findall(r"\w{2,}", rest)) >= 2


def floor_of(module: str) -> int | None:
    """Return the floor of a module of ours (0 is the bottom); None for foreign modules and meeting places."""
    if _is_inside(module, MEETING_PLACES):
        return None
    fitting = [floor for floor in FLOORS if _is_inside(module, (floor,))]
    return FLOORS.index(max(fitting, key=len)) if fitting else None


def _is_inside(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def check_imports(name: str, tree: ast.AST) -> Problems:
    """Yield imports and model relations that point upwards, lazy ones inside functions included."""
    module = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    own = floor_of(module)
    if own is None or "/migrations/" in name:
        return
    package = module if name.endswith("__init__.py") else module.rpartition(".")[0]
    for line, target in _targets(tree, package):
        other = floor_of(target)
        if _is_inside(target, MEETING_PLACES):
            yield f"{name}:{line}: {target} darf niemand importieren, dort treffen sich alle"
        elif other is not None and other > own:
            yield f"{name}:{line}: {FLOORS[own]} darf {target} nicht kennen, es liegt weiter oben"


def _targets(tree: ast.AST, package: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = (
                ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            )
            stem = ".".join(part for part in (base, node.module) if part)
            yield from ((node.lineno, f"{stem}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and node.args and _is_relation(node):
            target = node.args[0]
            if isinstance(target, ast.Constant) and isinstance(target.value, str) and "." in target.value:
                yield node.lineno, _app_module(target.value)


def _is_relation(node: ast.Call) -> bool:
    return getattr(node.func, "attr", getattr(node.func, "id", "")) in RELATIONS


def _app_module(model: str) -> str:
    """Turn `media.CampaignImage` into the module path of its app."""
    label = model.partition(".")[0]
    return f"campaign.{label}" if f"campaign.{label}" in FLOORS else label


def check_length(name: str, source: str, allowed: int) -> Problems:
    """Yield a problem when a text has more lines than allowed."""
    if len(source.splitlines()) > allowed:
        yield f"{name}: {len(source.splitlines())} Zeilen, erlaubt sind {allowed}"


def check_template(name: str, source: str) -> Problems:
    """Yield what is wrong in one template."""
    yield from check_length(name, source, TEMPLATE_LINES)
    for number, line in enumerate(source.splitlines(), 1):
        yield from _check_comment(f"{name}:{number}", line)


def check_readme(name: str, source: str) -> Problems:
    """Yield a problem when the README grows beyond what a newcomer reads."""
    yield from check_length(name, source, README_LINES)


def check_requirements(name: str, source: str) -> Problems:
    """Yield unpinned packages and names of registry hosts in a lock file."""
    for number, line in enumerate(source.splitlines(), 1):
        if HOST.search(line):
            yield f"{name}:{number}: Die Sperrdatei nennt einen Server"
        elif re.match(r"[A-Za-z]", line) and "==" not in line:
            yield f"{name}:{number}: Version ist nicht festgelegt"


def problems(root: Path) -> Problems:
    """Yield every breach of a house rule below `root`."""
    rules: list[tuple[Iterator[Path], Callable[[str, str], Problems]]] = [
        (files(root, ".py"), check_python),
        (files(root / "templates", ".html", ".txt", ".xml"), check_template),
        (iter(root.glob("README.md")), check_readme),
        (iter(sorted(root.glob("requirements*.txt"))), check_requirements),
    ]
    for paths, rule in rules:
        for path in paths:
            yield from rule(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    found = list(problems(ROOT))
    sys.stderr.writelines(f"{line}\n" for line in found)
    sys.exit(bool(found))
