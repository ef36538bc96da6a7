"""Runs generated programs, section by section, in a folder of exported files.

What they need but the machine may lack is put in their place: torchvision's data set, matplotlib's
plots, and safetensors, whose reader is written here from the format's specification, so that it
shares nothing with the writer.
"""

import json
import os
import struct
import sys
import types
from pathlib import Path
from unittest.mock import MagicMock

import numpy as np


def read_safetensors(path):
    """The arrays of a file by name."""
    data = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    arrays = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        assert entry["dtype"] == "F32", entry
        arrays[name] = np.frombuffer(data[begin:end], "<f4").reshape(entry["shape"]).copy()
    return arrays


def load_file(path):
    """As safetensors.torch has it."""
    import torch

    return {name: torch.from_numpy(array) for name, array in read_safetensors(path).items()}


def add_module(name, **content):
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(content)


add_module("matplotlib")
pyplot = sys.modules["matplotlib.pyplot"] = MagicMock()
add_module("torchvision", datasets=types.SimpleNamespace())
add_module("safetensors")
add_module("safetensors.torch", load_file=load_file)


class Program:
    """A generated program; the files that it loads are those of its folder."""

    def __init__(self, folder, language):
        self.folder = Path(folder)
        os.chdir(self.folder)
        self.sections = json.loads((self.folder / f"{language}.json").read_text())
        self.names = {}

    def run(self, *titles):
        """Runs the sections with these titles, in the program's order."""
        for section in self.sections:
            if section["title"] in titles:
                exec(compile(section["code"], section["title"], "exec"), self.names)
        return self.names

    def floats(self, name):
        return np.fromfile(self.folder / f"{name}.f32", "<f4")
