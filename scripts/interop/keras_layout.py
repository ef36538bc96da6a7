"""Finds every variable in an exported .weights.h5 as Keras 3 does, and compares it with ours.

What `_load_state` and `_load_container_state` of keras/src/saving/saving_lib.py look up for a
`Sequential` of two `Sequential`s: the group of an object is named by its class in snake case, counted
within its container, and holds its variables under `vars` as `0`, `1` and so on. Keras does not look
at layers' own names.
"""

import json
import re
import sys
from pathlib import Path

import h5py
import numpy as np

folder = Path(sys.argv[1])
model = json.loads((folder / "model.json").read_text())
flat = np.fromfile(folder / "resting.f32", "<f4")
WEIGHTED = ("Dense", "Conv2D", "Conv2DTranspose")


def snake_case(name):
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


def unique_names(classes):
    counts = {}
    for name in map(snake_case, classes):
        counts[name] = counts.get(name, -1) + 1
        yield f"{name}_{counts[name]}" if counts[name] else name


file = h5py.File(folder / "model.weights.h5", "r")
variables = []
for part, layers in zip(unique_names(["Sequential", "Sequential"]), model["keras"]):
    for kind, name in zip(layers, unique_names(layers)):
        group = file[f"layers/{part}/layers/{name}/vars"]
        count = 2 if kind in WEIGHTED else 0
        assert sorted(group.keys()) == [str(i) for i in range(count)], (name, list(group.keys()))
        variables += [group[str(i)] for i in range(count)]

assert len(variables) == len(model["resting"])
for variable, parameter in zip(variables, model["resting"]):
    offset = parameter["offset"]
    expected = flat[offset : offset + parameter["size"]].reshape(parameter["shape"])
    assert variable.dtype == np.float32 and variable.shape == expected.shape, parameter["name"]
    np.testing.assert_array_equal(np.array(variable), expected)

# Nothing that Keras would pass over.
found = []
file.visit(found.append)
datasets = sum(isinstance(file[path], h5py.Dataset) for path in found)
assert datasets == len(variables), found
print("equal")
