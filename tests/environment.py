"""Which environment variables the project documents, and which its settings really read."""

import ast
import re
from pathlib import Path


def example_variables(root: Path) -> set[str]:
    """Return the names in .env.example, commented ones included."""
    text = (root / ".env.example").read_text(encoding="utf-8")
    return set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", text, re.M))


def read_variables(root: Path) -> set[str]:
    """Return the names the settings read: first arguments in capitals of calls on `env` or `os.environ`."""
    names = set()
    for path in sorted((root / "campaign" / "settings").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Attribute):
                owner, argument = ast.unparse(node.func.value), node.args[0]
                if owner in ("env", "os.environ") and isinstance(argument, ast.Constant):
                    names.add(str(argument.value))
    return names - {"DJANGO_SETTINGS_MODULE"}
