"""Loads exported safetensors into the module and prints how far its outputs are from ours.

The reader is written here from the format's specification, so that it shares nothing with the
writer.
"""

import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

folder = Path(sys.argv[1])
model = json.loads((folder / "model.json").read_text())


def read_safetensors(path):
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        assert entry["dtype"] == "F32", entry
        values = np.frombuffer(data[begin:end], "<f4").reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.copy())
    return tensors


class Permute(nn.Module):
    """torchvision.ops.Permute, which Debian may not have."""

    def __init__(self, dims):
        super().__init__()
        self.dims = dims

    def forward(self, x):
        return x.permute(self.dims)


class Sample(nn.Module):
    """A variational code outside of training: the means, which come before the log-variances."""

    def forward(self, x):
        return x.chunk(2, dim=1)[0]


def convolution(kind, m):
    size = (m["inChannels"], m["outChannels"], m["kernel"])
    return kind(*size, stride=m["stride"], padding=tuple(m["padding"]))


MODULES = {
    "Linear": lambda m: nn.Linear(m["inputs"], m["outputs"]),
    "Conv2d": lambda m: convolution(nn.Conv2d, m),
    "ConvTranspose2d": lambda m: convolution(nn.ConvTranspose2d, m),
    "ZeroPad2d": lambda m: nn.ZeroPad2d(m["padding"]),
    "MaxPool2d": lambda m: nn.MaxPool2d(m["size"]),
    "Upsample": lambda m: nn.Upsample(scale_factor=m["size"]),
    "Flatten": lambda m: nn.Flatten(),
    "Unflatten": lambda m: nn.Unflatten(1, m["shape"]),
    "Dropout": lambda m: nn.Dropout(m["rate"]),
    "Sample": lambda m: Sample(),
    "Permute": lambda m: Permute(m["dims"]),
}


def make(m):
    kind = m["module"]
    return MODULES[kind](m) if kind in MODULES else getattr(nn, kind)()


class Autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        for part in ("encoder", "decoder"):
            modules = [m for m in model["torch"] if m["part"] == part]
            assert [m["place"] for m in modules] == list(range(len(modules)))
            setattr(self, part, nn.Sequential(*map(make, modules)))


def difference(values, name):
    """Largest difference from ours; pictures are put in our order first."""
    if values.dim() == 4:
        values = values.permute(0, 2, 3, 1)
    ours = np.fromfile(folder / f"{name}.f32", "<f4")
    return float(np.abs(values.reshape(-1).numpy() - ours).max())


autoencoder = Autoencoder()
autoencoder.load_state_dict(read_safetensors(folder / "model.safetensors"), strict=True)
autoencoder.eval()
digits = torch.from_numpy(np.fromfile(folder / "digits.f32", "<f4"))
is_picture = len(model["input"]) == 3
with torch.no_grad():
    codes = autoencoder.encoder(digits.reshape(-1, 1, 28, 28) if is_picture else digits.reshape(-1, 784))
    reconstructions = autoencoder.decoder(codes)
print(
    json.dumps(
        {
            "code": difference(codes, "codes"),
            "reconstruction": difference(reconstructions, "reconstructions"),
        }
    )
)
