"""Prints how far the generated Keras model's outputs are from ours, with exported .weights.h5.

The program itself loads them, as it does where they lie beside it.
"""

import json
import sys

import numpy as np

from programs import Program

program = Program(sys.argv[1], "keras")
names = program.run("Setting up", "The network")
digits = program.floats("digits").reshape(-1, *names["input_shape"])


def difference(values, name):
    return float(np.abs(np.asarray(values).reshape(-1) - program.floats(name)).max())


codes = names["encoder"](digits)
outputs = names["decoder"](codes)
print(
    "\n"
    + json.dumps(
        {"code": difference(codes, "codes"), "reconstruction": difference(outputs, "reconstructions")}
    )
)
