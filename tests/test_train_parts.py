"""An encoder that comes in parts: put together, checked, or refused with what to do."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from onrecord_train.config import EncoderConfig
from onrecord_train.parts import WEIGHTS, Broken, join, pieces

WEIGHT_BYTES = bytes(range(256)) * 40


def config(
    sha256: str = hashlib.sha256(WEIGHT_BYTES).hexdigest(), parts: tuple[str, ...] = ()
) -> EncoderConfig:
    return EncoderConfig("small-encoder", sha256, freeze_words=True, dropout=0.0, parts=parts)


def cut_zip(folder: Path, count: int) -> list[Path]:
    """A zip file of an encoder, cut into pieces without regard to what is inside."""
    whole = folder / "whole.zip"
    with zipfile.ZipFile(whole, "w") as out:
        out.writestr(f"small/{WEIGHTS}", WEIGHT_BYTES)
        out.writestr("small/config.json", "{}")
    data, files = whole.read_bytes(), []
    step = -(-len(data) // count)
    for number in range(count):
        files.append(folder / f"whole.zip.{number + 1:03}")
        files[-1].write_bytes(data[number * step : (number + 1) * step])
    return files


def test_parts_become_the_folder_of_the_encoder(tmp_path: Path) -> None:
    target = tmp_path / "encoders/small-encoder"
    join(cut_zip(tmp_path, 3), config(), target)
    assert (target / WEIGHTS).read_bytes() == WEIGHT_BYTES
    assert sorted(p.name for p in target.parent.iterdir()) == ["small-encoder"]


@pytest.mark.parametrize("drop", [0, 1, 2])
def test_without_one_of_the_parts_no_folder_is_left(tmp_path: Path, drop: int) -> None:
    files = cut_zip(tmp_path, 3)
    with pytest.raises(Broken):
        join(files[:drop] + files[drop + 1 :], config(), tmp_path / "encoders/small-encoder")
    assert not list((tmp_path / "encoders").iterdir())


def test_other_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="SHA-256 0000"):
        join(cut_zip(tmp_path, 2), config("0000"), tmp_path / "encoders/small-encoder")
    assert not list((tmp_path / "encoders").iterdir())


def test_a_part_that_is_not_installed_is_named() -> None:
    with pytest.raises(Broken, match="no-such-part-001 is not installed"):
        pieces(config(parts=("no-such-part-001",)))
