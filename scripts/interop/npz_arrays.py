"""Compares an exported .npz, as NumPy loads it, with the flat parameters."""

import json
import sys
from pathlib import Path

import numpy as np

folder = Path(sys.argv[1])
table = json.loads((folder / "parameters.json").read_text())
flat = np.fromfile(folder / "parameters.f32", "<f4")
arrays = np.load(folder / "autoencoder.npz", allow_pickle=False)

assert len(arrays.files) == len(table)
for parameter in table:
    part, index, role = parameter["name"].split(".")
    array = arrays[f"{part}_{int(index) + 1}.{role}"]
    offset = parameter["offset"]
    expected = flat[offset : offset + parameter["size"]].reshape(parameter["shape"])
    np.testing.assert_array_equal(array, expected, strict=False)
    assert array.dtype == np.float32 and array.shape == expected.shape
print("equal")
