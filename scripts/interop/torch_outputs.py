"""Prints how far the generated PyTorch module's outputs are from ours, with exported safetensors.

The program itself loads them, strictly, as it does where they lie beside it.
"""

import json
import sys

import numpy as np
import torch

from programs import Program

program = Program(sys.argv[1], "pytorch")
names = program.run("Setting up", "The network")
autoencoder, input_shape = names["autoencoder"], names["input_shape"]


def difference(values, name):
    """Largest difference from ours; pictures are put in our order first."""
    if values.dim() == 4:
        values = values.permute(0, 2, 3, 1)
    return float(np.abs(values.reshape(-1).numpy() - program.floats(name)).max())


autoencoder.eval()
with torch.no_grad():
    codes = autoencoder.encoder(torch.from_numpy(program.floats("digits")).reshape(-1, *input_shape))
    outputs = autoencoder.decoder(codes)
print(
    json.dumps(
        {"code": difference(codes, "codes"), "reconstruction": difference(outputs, "reconstructions")}
    )
)
