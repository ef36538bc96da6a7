"""Runs every program of a folder from its first line to its last, on a small data set.

Prints a JSON of the names of those that failed, with what they said.
"""

import contextlib
import io
import json
import os
import sys
import traceback
import types
from pathlib import Path

import numpy as np

import programs  # puts in place what the machine may lack

IMAGES = {True: 2048, False: 100}
draws = np.random.default_rng(1)
sets = {
    train: (draws.integers(0, 256, (count, 28, 28), dtype=np.uint8), np.arange(count) % 10)
    for train, count in IMAGES.items()
}


def torchvision_mnist(root, train, download):
    import torch

    pictures, labels = sets[train]
    return types.SimpleNamespace(data=torch.from_numpy(pictures), targets=torch.from_numpy(labels))


sys.modules["torchvision"].datasets.MNIST = torchvision_mnist
# Each row of a plot has ten axes.
programs.pyplot.subplots = lambda rows, columns, **options: (
    programs.MagicMock(),
    [[programs.MagicMock() for _ in range(columns)] for _ in range(rows)],
)
if sys.argv[2] == "keras":
    import keras

    keras.datasets.mnist.load_data = lambda: (sets[True], sets[False])

os.chdir(sys.argv[1])
failed = {}
for path in sorted(Path().glob("*.py")):
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(path.read_text(), path.name, "exec"), {})
    except Exception:
        failed[path.stem] = traceback.format_exc()
print("\n" + json.dumps(failed))
