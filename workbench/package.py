"""Package the app: a CloudFormation template and the zip that its functions run."""

from __future__ import annotations

import hashlib
import shutil
import sys
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from workbench.by_chalice import Package, by_chalice, in_folder
from workbench.bytecode import bytecode
from workbench.locking import locked
from workbench.sources import ROOT, settings_of_chalice
from workbench.wheelhouse import lock_key, wheelhouse
from workbench.zipped import zipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

BUILD = ROOT / "build"


def package_whole(stage: str, root: Path = ROOT, build: Path = BUILD) -> Package:
    """Package everything anew, all of it by Chalice."""
    with locked(build / "package.lock"):
        return _whole(stage, root, build)


def package(stage: str, root: Path = ROOT, build: Path = BUILD) -> Package:
    """Package what changed since the last time: the same result (a test says so), sooner."""
    result = in_folder(build / stage)
    with locked(build / "package.lock"):
        dependencies = _dependencies(stage, root, build)
        code = zipped(root)
        shape = {k: path.read_bytes() for k, path in settings_of_chalice(root).items()}
        shape |= {k: v for k, v in code.items() if k.endswith(".py")}
        shaped, filled = _keys(build / stage)
        with _unless_done(shaped, dependencies.name + _digest(shape)) as wanted:
            if wanted:
                filled.unlink(missing_ok=True)  # Chalice overwrites it, with a small one
                by_chalice(stage, root, build / stage, wheels=None)
        with _unless_done(filled, dependencies.name + _digest(code)) as wanted:
            if wanted:
                _put_together(code, dependencies, result.zip)
    return result


def _whole(stage: str, root: Path, build: Path) -> Package:
    for key in _keys(build / stage):
        key.unlink(missing_ok=True)
    wheels = wheelhouse(root / "requirements.txt", build)
    packaged = by_chalice(stage, root, build / stage, wheels)
    with zipfile.ZipFile(packaged.zip) as archive:
        code = {name: archive.read(name) for name in archive.namelist()}
    _add(bytecode(code), packaged.zip)
    return packaged


def _dependencies(stage: str, root: Path, build: Path) -> Path:
    """Return the zip of everything but our own files, made from Chalice's whole one."""
    python = sys.implementation.cache_tag  # whose bytecode is in there
    kept = build / "dependencies" / f"{lock_key(root / 'requirements.txt')}-{python}.zip"
    if kept.exists():
        return kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    ours = _with_bytecode(zipped(root))
    making = kept.with_suffix(".part")
    with (
        zipfile.ZipFile(_whole(stage, root, build).zip) as source,
        zipfile.ZipFile(making, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            if entry.filename not in ours:
                target.writestr(entry, source.read(entry))
    making.replace(kept)
    return kept


def _put_together(code: Mapping[str, bytes], dependencies: Path, to: Path) -> None:
    making = to.with_suffix(".part")
    shutil.copyfile(dependencies, making)
    _add(_with_bytecode(code), making)
    making.replace(to)


def _with_bytecode(code: Mapping[str, bytes]) -> dict[str, bytes]:
    return {**code, **bytecode(code)}


def _add(files: Mapping[str, bytes], to: Path) -> None:
    with zipfile.ZipFile(to, "a", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            # No date: the same files always make the same zip.
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)


def _keys(folder: Path) -> tuple[Path, Path]:
    """Where it is noted what the template and the zip were made from."""
    return folder / "sam.key", folder / "zip.key"


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()


@contextmanager
def _unless_done(note: Path, key: str) -> Iterator[bool]:
    """Tell whether work with this key is wanted, and note it once it is done."""
    wanted = not note.exists() or note.read_text() != key
    yield wanted
    if wanted:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(key)
