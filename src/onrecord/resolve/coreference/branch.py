"""The network on ONNX Runtime: three layers on the extractor's states, and the scores of links."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.protocols import Reading
from onrecord.resolve.coreference.flags import Gazetteer
from onrecord.resolve.coreference.found import Found, Part
from onrecord.resolve.coreference.mentions import FORMS, Mentions
from onrecord.resolve.coreference.pairs import about, candidates, features
from onrecord.resolve.coreference.windows import Window
from onrecord.resolve.coreference.words import Words
from onrecord.weights_file import Weights, graph_session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

FOLDER = Path(__file__).parent.parent / "weights"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of mentions (late, early), in order of late, then early, with what the links are scored by:
    ``whole`` is of all mentions, ``features`` [pairs, …] of each pair."""

    late: Ints
    early: Ints
    whole: dict[str, Floats]
    features: Floats


class Branch:
    """The shipped weights. Nothing is loaded before the first use; then BrokenModel is raised if they do
    not match their manifest."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.weights = Weights(folder)

    def window(self, words: Words, reading: Reading, given: Floats, cut: Window) -> Part:
        """What the network says of one window; ``given`` are the flags of all words of the text."""
        import numpy as np

        start = int(words.piece[cut.start])
        end = int(words.piece[cut.end]) if cut.end < len(words) else len(reading.states)
        heads = words.piece[cut.start : cut.end] - start
        of = np.searchsorted(heads, np.arange(end - start), side="right") - 1
        inputs = {
            "states": reading.states[None, start:end].astype(np.float32),
            "flags": given[None, cut.start : cut.end][:, of],
            "words": heads[None],
        }
        return Part(*(out[0] for out in self._network.run(None, inputs)))

    def pairs(self, words: Words, found: Found, mentions: Mentions) -> Pairs:
        """Pairs of mentions that may be linked, not scored yet."""
        import numpy as np

        late, early = candidates(mentions)
        whole = {
            "mentions": np.concatenate(
                [found.states[m] for m in (mentions.head, mentions.first, mentions.last)], 1
            ),
            "about": about(words, mentions),
        }
        return Pairs(late, early, whole, features(words, found.syntax, mentions, late, early))

    def scores(self, pairs: Pairs, rows: Ints) -> Floats:
        """The scores of some of the pairs; above 0 a link is likelier than none."""
        import numpy as np

        if not len(rows):
            return np.zeros(0, np.float32)
        inputs = {
            **pairs.whole,
            "late": pairs.late[rows],
            "early": pairs.early[rows],
            "features": pairs.features[rows],
        }
        (scores,) = self._links.run(None, inputs)
        found: Floats = scores
        return found

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The names of places and given names that the network was taught with."""
        return Gazetteer.parse(self.weights.content("gazetteer.txt").decode("utf-8"))

    @cached_property
    def demonyms(self) -> frozenset[str]:
        """Words for the people of a country, which are no names of people."""
        return frozenset(self.weights.content("demonyms.txt").decode("utf-8").split())

    @cached_property
    def floors(self) -> Floats:
        """The score above which a link is taken, by the form of the later mention."""
        import numpy as np

        told = self.weights.manifest["decoding"]["floors"]
        return np.array([told.get(form, 0.0) for form in FORMS], np.float32)

    @cached_property
    def _network(self) -> Any:
        return graph_session(self.weights.content("model.onnx"))

    @cached_property
    def _links(self) -> Any:
        return graph_session(self.weights.content("links.onnx"))
