"""What our files import and touch, read from their source and never by running them."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS = "chalicelib"


@dataclass(frozen=True, slots=True)
class Import:
    """One module that a file imports, and whether only a type checker sees it."""

    module: str  # dotted; ours without "chalicelib."
    ours: bool
    for_types: bool

    @property
    def top(self) -> str:
        return self.module.split(".")[0]

    @property
    def standard(self) -> bool:
        return not self.ours and self.top in sys.stdlib_module_names


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its dotted name ("pages.web"; "app" for app.py), and what is in it."""

    name: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The folder it lives in; "" for what lies beside the folders."""
        return self.name.rpartition(".")[0]

    @property
    def says(self) -> str:
        return ast.get_docstring(self.tree) or ""

    def imports(self) -> list[Import]:
        typed = {id(part) for block in self._type_checking() for part in ast.walk(block)}
        found = []
        for node in ast.walk(self.tree):
            for module in _modules(node):
                ours = module == OURS or module.startswith(f"{OURS}.")
                plain = module.removeprefix(OURS).removeprefix(".") if ours else module
                found.append(Import(plain, ours, id(node) in typed))
        return found

    def dotted_names(self) -> set[str]:
        """Every "a.b.c" that the file reads or calls: "os.environ", "datetime.now"."""
        return {ast.unparse(one) for one in ast.walk(self.tree) if isinstance(one, ast.Attribute)}

    def _type_checking(self) -> list[ast.If]:
        blocks = [node for node in ast.walk(self.tree) if isinstance(node, ast.If)]
        return [block for block in blocks if ast.unparse(block.test) == "TYPE_CHECKING"]


def source(name: str, text: str) -> Source:
    return Source(name, ast.parse(text))


@cache
def sources() -> tuple[Source, ...]:
    """app.py and every file of chalicelib/."""
    files = [ROOT / "app.py", *sorted((ROOT / OURS).rglob("*.py"))]
    return tuple(source(_name(file), file.read_text()) for file in files)


def _name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[1:] if parts[0] == OURS else parts).removesuffix(".__init__")


def _modules(node: ast.AST) -> list[str]:
    """Modules that a statement imports; `from chalicelib import keys` imports chalicelib.keys."""
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    module = "." * node.level + (node.module or "")
    if (ROOT / module.replace(".", "/")).is_dir() and not node.level:
        return [f"{module}.{each.name}" for each in node.names]
    return [module]
