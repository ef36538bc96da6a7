"""Has Keras' own reader, re-told, find every variable in an exported .weights.h5.

What `_load_state` and `_load_container_state` of keras/src/saving/saving_lib.py look up for the
generated model of two `Sequential`s: the group of an object is named by its class in snake case,
counted within its container, and holds its variables under `vars` as `0`, `1` and so on. Keras does
not look at layers' own names. The classes are read from the generated code.
"""

import json
import re
import sys
from pathlib import Path

import h5py
import numpy as np

folder = Path(sys.argv[1])
table = json.loads((folder / "parameters.json").read_text())
flat = np.fromfile(folder / "parameters.f32", "<f4")
(network,) = (
    section["code"]
    for section in json.loads((folder / "keras.json").read_text())
    if section["title"] == "The network"
)
VARIABLES = {"Dense": 2, "Conv2D": 2, "Conv2DTranspose": 2, "TiedDense": 1}


def classes_of(part):
    """The classes that the `Sequential` of that name is made of, without its `Input`."""
    (body,) = re.findall(rf"^{part} = keras.Sequential\(\n    \[\n(.*?)^    \],$", network, re.M | re.S)
    return re.findall(r"^        (?:layers\.)?(\w+)\(", body, re.M)


def snake_case(name):
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


def unique_names(classes):
    counts = {}
    for name in map(snake_case, classes):
        counts[name] = counts.get(name, -1) + 1
        yield f"{name}_{counts[name]}" if counts[name] else name


file = h5py.File(folder / "autoencoder.weights.h5", "r")
variables = []
for part, group in (("encoder", "sequential"), ("decoder", "sequential_1")):
    classes = classes_of(part)
    for kind, name in zip(classes, unique_names(classes)):
        values = file[f"layers/{group}/layers/{name}/vars"]
        count = VARIABLES.get(kind, 0)
        assert sorted(values.keys()) == [str(i) for i in range(count)], (name, list(values.keys()))
        variables += [values[str(i)] for i in range(count)]

assert len(variables) == len(table)
for variable, parameter in zip(variables, table):
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
