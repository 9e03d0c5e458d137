"""The exported graph made smaller: the same answers to the last bit, without mask, batch and idle nodes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import NodeProto, TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession

from onrecord_train.compact import STATES, compact

HEADS, WIDTH, PIECES = 2, 8, 11
TYPES = "network.encoder.embeddings.token_type_embeddings.weight"
LAYER = "/network/encoder/encoder/layer.2"
DEEPEST = 2.0**-9  # half precision keeps eleven bits


class Graph:
    """A network of one layer under the names that PyTorch's exporter gives ours: pieces and their type,
    attention with a mask over a batch, and links by the distance of two words."""

    def __init__(self) -> None:
        self.rng = np.random.default_rng(5)
        self.nodes: list[NodeProto] = []
        self.weights: list[TensorProto] = []

    def put(self, op: str, inputs: Sequence[str], name: str, **attributes: object) -> str:
        """A node; returns its output, called as the exporter would."""
        self.nodes.append(helper.make_node(op, inputs, [f"{name}_output_0"], name=name, **attributes))
        return f"{name}_output_0"

    def give(self, name: str, values: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(values, name))
        return name

    def weight(self, name: str, *shape: int) -> str:
        return self.give(name, self.rng.standard_normal(shape).astype(np.float32))

    def embedded(self) -> str:
        words = self.put("Gather", [self.weight("words", 40, WIDTH), "ids"], "/network/words")
        zeros = self.put("Sub", ["ids", "ids"], "/network/zeros")
        types = self.put("Gather", [self.weight(TYPES, 2, WIDTH), zeros], "/network/types")
        return self.put("Add", [words, types], "/network/encoder/embeddings/Add")

    def attention(self, states: str) -> str:
        at = f"{LAYER}/attention/self"
        apart = self.give("apart", np.array([1, -1, HEADS, WIDTH // HEADS]))
        joined = self.give("joined_before", np.array([1, -1, WIDTH]))
        turned = []
        for place, perm in (("", (0, 2, 1, 3)), ("_1", (0, 2, 1, 3)), ("_2", (0, 2, 3, 1))):
            made = self.put("MatMul", [states, self.weight(f"w{place}", WIDTH, WIDTH)], f"{at}/MatMul{place}")
            made = self.put("Reshape", [made, apart], f"{at}/Reshape{place}")
            turned.append(self.put("Transpose", [made], f"{at}/Transpose{place}", perm=perm))
        queries, values, keys = turned
        scores = self.put("MatMul", [queries, keys], f"{at}/MatMul_3")
        scores = self.put("Mul", [scores, self.give("scale", np.array(0.5, np.float32))], f"{at}/Mul")
        ones = self.put("Equal", ["ids", "ids"], "/network/ones")
        ones = self.put("Cast", [ones], "/network/mask", to=TensorProto.FLOAT)
        one = self.give("one", np.array(1, np.float32))
        hidden = self.put("Sub", [one, ones], "/network/hidden")
        scores = self.put("Add", [scores, hidden], f"{at}/Add")
        shares = self.put("Softmax", [scores], f"{at}/Softmax", axis=-1)
        found = self.put("MatMul", [shares, values], f"{at}/MatMul_4")
        found = self.put("Transpose", [found], f"{at}/Transpose_3", perm=(0, 2, 1, 3))
        return self.put("Reshape", [found, joined], f"{at}/Reshape_3")

    def distances(self) -> str:
        start, step = self.give("start", np.array(0)), self.give("step", np.array(1))
        size = self.put(
            "Squeeze", [self.put("Shape", ["ids"], "/network/Shape", start=1, end=2)], "/network/size"
        )
        places = self.put("Range", [start, size, step], "/network/Range")
        axes = self.give("row", np.array([0])), self.give("column", np.array([1]))
        rows = self.put("Unsqueeze", [places, axes[0]], "/network/Unsqueeze")
        columns = self.put("Unsqueeze", [places, axes[1]], "/network/Unsqueeze_1")
        apart = self.put("Sub", [rows, columns], "/network/apart")
        apart = self.put("Min", [apart, self.give("most", np.array(4))], "/network/Min")
        apart = self.put("Max", [apart, self.give("fewest", np.array(-4))], "/network/Max")
        # a negative place is counted from the end
        scores = self.put("Gather", [self.weight("by_distance", 9, 1), apart], "/network/Gather_9")
        return self.put("Squeeze", [scores, self.give("last", np.array([2]))], "/network/Squeeze")

    def file(self, path: Path) -> Path:
        states = self.attention(self.embedded())
        scale, bias = self.weight("norm.weight", WIDTH), self.weight("norm.bias", WIDTH)
        name = f"{LAYER}/output/LayerNorm/LayerNormalization"
        states = self.put("LayerNormalization", [states, scale, bias], name)
        labels = self.put("MatMul", [states, self.weight("labels.weight", WIDTH, 3)], "/network/labels")
        every = self.put("Transpose", [states], "/network/turned", perm=(0, 2, 1))
        pairs = self.put("MatMul", [states, every], "/network/pairs")
        self.nodes.append(
            helper.make_node("Add", [pairs, self.distances()], ["summed"], name="/network/Add_7")
        )
        known = self.put("GreaterOrEqual", ["ids", self.give("none", np.array(0))], "/network/known")
        least = self.give("least", np.array(-9, np.float32))
        self.nodes += [
            helper.make_node("Where", [known, "summed", least], ["links"], name="/network/Where"),
            helper.make_node("Identity", [labels], ["tags"], name="/network/tags"),
        ]
        shapes = {"tags": [1, "length", 3], "links": [1, "length", "length"]}
        outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, each) for n, each in shapes.items()]
        inputs = [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "length"])]
        graph = helper.make_graph(self.nodes, "small", inputs, outputs, self.weights)
        opset = helper.make_opsetid("", 17)
        onnx.save(helper.make_model(graph, opset_imports=[opset], ir_version=8), path)
        return path


def answers(path: Path, length: int) -> dict[str, np.ndarray]:
    session = InferenceSession(str(path), providers=["CPUExecutionProvider"])
    ids = np.random.default_rng(length).integers(0, 40, (1, length))
    names = [each.name for each in session.get_outputs()]
    return dict(zip(names, session.run(names, {"ids": ids}), strict=True))


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return Graph().file(tmp_path / "small.onnx")


@pytest.mark.parametrize("length", [1, 2, PIECES, 512])
def test_it_answers_the_same_to_the_last_bit(graph: Path, length: int) -> None:
    before = answers(graph, length)
    compact(graph, HEADS, WIDTH)
    after = answers(graph, length)
    for name, values in before.items():
        assert values.shape == after[name].shape
        assert values.tobytes() == after[name].tobytes(), name


def test_the_states_come_out_in_half_precision(graph: Path) -> None:
    compact(graph, HEADS, WIDTH)
    found = answers(graph, PIECES)
    states = found[STATES]
    assert (states.dtype, states.shape) == (np.float16, (1, PIECES, WIDTH))
    weights = {each.name: numpy_helper.to_array(each) for each in onnx.load(graph).graph.initializer}
    tags = states.astype(np.float32) @ weights["labels.weight"]
    assert np.abs(tags - found["tags"]).max() <= DEEPEST * np.abs(found["tags"]).max() * WIDTH


def test_mask_batch_and_what_nobody_needs_are_gone(graph: Path) -> None:
    before = {node.name for node in onnx.load(graph).graph.node}
    compact(graph, HEADS, WIDTH)
    model = onnx.load(graph)
    onnx.checker.check_model(model)
    after = {node.name for node in model.graph.node if node.name}
    idle = {"ones", "mask", "hidden", "zeros", "types", "Range", "known", "Where"}
    at = f"{LAYER}/attention/self"
    assert before - after >= {f"/network/{name}" for name in idle} | {f"{at}/Add"}
    for node in model.graph.node:
        if node.op_type == "Transpose" and node.name.startswith(at):
            assert len(helper.get_attribute_value(node.attribute[0])) == 3
    made = {name for node in model.graph.node for name in node.output}
    used = {name for node in model.graph.node for name in node.input if name}
    assert used <= made | {each.name for each in model.graph.initializer} | {"ids"}
    assert {each.name for each in model.graph.initializer} <= used
