"""The encoder as an ONNX graph, written node by node, so that every multiplication has the precision that we choose.

One run encodes one window without padding: inputs `pieces` and `shapes` [pieces]; outputs `names` [pieces, labels] and `parts`
[pieces, part labels].
A multiplication in int8 has weights of 7 bits, symmetric and one scale a column, because `VPMADDUBSW` on processors without
VNNI saturates above that; its input is quantised dynamically to 8 bits, one scale for the window. One in f32 whose weights are
stored in int8 is restored when the model is loaded. The word embeddings are int8 with one scale a row.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.encoder import HEADS, HIDDEN, LAYERS, NORM_EPSILON, Encoder

OPSET = 20
LINEARS = tuple(f"layers.{i}.{name}" for i in range(LAYERS) for name in ("attention", "attended", "inner", "outer"))
"""The multiplications by weights; "attention" is query, key and value in one."""


@dataclass(frozen=True)
class Precision:
    """How each part is stored and multiplied."""

    int8: frozenset[str] = frozenset()
    """Linears multiplied in int8."""
    stored_int8: frozenset[str] = frozenset()
    """Linears stored in 8 bits and multiplied in f32."""
    int8_words: bool = False
    """Word embeddings stored in int8."""


FLOAT = Precision()


@dataclass
class Graph:
    """Nodes and weights as they are added."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    weights: list[onnx.TensorProto] = field(default_factory=list)

    def weight(self, name: str, value: np.ndarray) -> str:
        """Adds a constant; its name."""
        if name not in {weight.name for weight in self.weights}:
            self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, operator: str, *inputs: str, outputs: int = 1, **attributes) -> str | list[str]:
        """Adds an operator; the name of its output, or of each."""
        names = [f"{operator}_{len(self.nodes)}" + (f"_{i}" if outputs > 1 else "") for i in range(outputs)]
        self.nodes.append(helper.make_node(operator, list(inputs), names, **attributes))
        return names if outputs > 1 else names[0]


def build(encoder: Encoder, precision: Precision) -> onnx.ModelProto:
    """The encoder's graph in the given precision."""
    state = {name: tensor.detach().float().numpy() for name, tensor in encoder.state_dict().items()}
    graph = Graph()
    vectors = embed(graph, state, precision)
    for layer in range(LAYERS):
        vectors = transform(graph, state, precision, f"layers.{layer}", vectors)
    exact(graph, state, "names", vectors, "names")
    hidden = graph.node("Gelu", exact(graph, state, "parts.inner", vectors))
    exact(graph, state, "parts.outer", hidden, "parts")
    sizes = {"names": len(state["names.bias"]), "parts": len(state["parts.outer.bias"])}
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["pieces", size]) for name, size in sizes.items()]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["pieces"]) for name in ("pieces", "shapes")]
    proto = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.weights)
    model = helper.make_model(proto, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9, producer_name="dateline")
    onnx.checker.check_model(model, full_check=True)
    return model


def exact(graph: Graph, state: dict[str, np.ndarray], name: str, vectors: str, output: str = "") -> str:
    """A head's multiplication in f32, under the name `output` where it is one of the graph's."""
    product = graph.node("MatMul", vectors, graph.weight(f"{name}.weight", state[f"{name}.weight"].T))
    bias = graph.weight(f"{name}.bias", state[f"{name}.bias"])
    if not output:
        return graph.node("Add", product, bias)
    graph.nodes.append(helper.make_node("Add", [product, bias], [output]))
    return output


def embed(graph: Graph, state: dict[str, np.ndarray], precision: Precision) -> str:
    """Word, shape and position embeddings, summed and normed."""
    table = state["words.weight"]
    if precision.int8_words:
        scale = np.abs(table).max(axis=1, keepdims=True) / 127
        scale[scale == 0] = 1
        rows = graph.node("Gather", graph.weight("words.int8", np.round(table / scale).astype(np.int8)), "pieces")
        rows = graph.node("Cast", rows, to=TensorProto.FLOAT)
        words = graph.node("Mul", rows, graph.node("Gather", graph.weight("words.scale", scale.astype(np.float32)), "pieces"))
    else:
        words = graph.node("Gather", graph.weight("words.weight", table), "pieces")
    shapes = graph.node("Gather", graph.weight("shapes.weight", state["shapes.weight"]), "shapes")
    first, axis = graph.weight("first", np.array([0])), graph.weight("axis", np.array([0]))
    positions = graph.node(
        "Slice", graph.weight("positions.weight", state["positions.weight"]), first, graph.node("Shape", "pieces"), axis
    )
    return norm(graph, state, "norm", graph.node("Add", graph.node("Add", words, shapes), positions))


def transform(graph: Graph, state: dict[str, np.ndarray], precision: Precision, name: str, vectors: str) -> str:
    """One transformer layer over vectors [pieces, HIDDEN]."""
    size = HIDDEN // HEADS
    # The scale of the products is folded into the queries.
    scales = {"query": size**-0.5, "key": 1.0, "value": 1.0}
    weight = np.concatenate([state[f"{name}.{part}.weight"] * scale for part, scale in scales.items()])
    bias = np.concatenate([state[f"{name}.{part}.bias"] * scale for part, scale in scales.items()])
    joined = linear(graph, precision, f"{name}.attention", vectors, weight, bias)
    # [pieces, 3 × HIDDEN] → [3 × heads, pieces, size]
    joined = graph.node("Reshape", joined, graph.weight("heads", np.array([0, 3 * HEADS, size])))
    queries, keys, values = graph.node("Split", joined, outputs=3, axis=1, num_outputs=3)
    products = graph.node("MatMul", graph.node("Transpose", queries, perm=[1, 0, 2]), graph.node("Transpose", keys, perm=[1, 2, 0]))
    attended = graph.node("MatMul", graph.node("Softmax", products, axis=-1), graph.node("Transpose", values, perm=[1, 0, 2]))
    attended = graph.node("Transpose", attended, perm=[1, 0, 2])
    attended = graph.node("Reshape", attended, graph.weight("hidden", np.array([0, HIDDEN])))
    attended = linear(graph, precision, f"{name}.attended", attended, state[f"{name}.attended.weight"], state[f"{name}.attended.bias"])
    vectors = norm(graph, state, f"{name}.attention_norm", graph.node("Add", attended, vectors))
    inner = linear(graph, precision, f"{name}.inner", vectors, state[f"{name}.inner.weight"], state[f"{name}.inner.bias"])
    inner = graph.node("Gelu", inner)
    outer = linear(graph, precision, f"{name}.outer", inner, state[f"{name}.outer.weight"], state[f"{name}.outer.bias"])
    return norm(graph, state, f"{name}.norm", graph.node("Add", outer, vectors))


def norm(graph: Graph, state: dict[str, np.ndarray], name: str, vectors: str) -> str:
    """A layer norm."""
    weight = graph.weight(f"{name}.weight", state[f"{name}.weight"])
    bias = graph.weight(f"{name}.bias", state[f"{name}.bias"])
    return graph.node("LayerNormalization", vectors, weight, bias, epsilon=NORM_EPSILON, axis=-1)


def linear(graph: Graph, precision: Precision, name: str, vectors: str, weight: np.ndarray, bias: np.ndarray) -> str:
    """vectors @ weight.T + bias in the precision chosen for `name`."""
    if name in precision.int8:
        quantised, scale = columns(weight.T, 63)
        quantised_vectors, vectors_scale, zero = graph.node("DynamicQuantizeLinear", vectors, outputs=3)
        whole = graph.node("MatMulInteger", quantised_vectors, graph.weight(f"{name}.int8", quantised), zero)
        scales = graph.node("Mul", vectors_scale, graph.weight(f"{name}.scale", scale))
        product = graph.node("Mul", graph.node("Cast", whole, to=TensorProto.FLOAT), scales)
    else:
        product = graph.node("MatMul", vectors, float_weight(graph, precision, name, weight.T))
    return graph.node("Add", product, graph.weight(f"{name}.bias", bias))


def float_weight(graph: Graph, precision: Precision, name: str, weight: np.ndarray) -> str:
    """A weight for a multiplication in f32, as it is stored."""
    if name not in precision.stored_int8:
        return graph.weight(f"{name}.weight", weight)
    quantised, scale = columns(weight, 127)
    return graph.node(
        "DequantizeLinear", graph.weight(f"{name}.int8", quantised), graph.weight(f"{name}.scale", scale), axis=1
    )


def columns(weight: np.ndarray, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """A weight in whole numbers of at most ± `steps`, and the scale of each column."""
    scale = np.abs(weight).max(axis=0) / steps
    scale[scale == 0] = 1
    return np.round(weight / scale).astype(np.int8), scale.astype(np.float32)
