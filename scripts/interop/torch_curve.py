"""Prints the losses of the generated PyTorch training loop, step by step, on our batches.

The loop runs as it is written. Its chance is ours: the order of the images, corrupted inputs, what
dropout keeps and what variational codes draw were recorded.
"""

import json
import sys

import numpy as np
import torch
import torch.nn.functional as F

from programs import Program

program = Program(sys.argv[1], "pytorch")
names = program.run("Setting up", "The network")
names["train"] = torch.from_numpy(program.floats("images")).reshape(-1, 28, 28)
names["validation"] = names["train"][:10]
orders = iter(json.loads((program.folder / "orders.json").read_text()))
losses = []


def recorded(name):
    """A function that takes the next values of a recording, in the shape of a tensor."""
    values, place = torch.from_numpy(program.floats(name)), 0

    def take(like):
        nonlocal place
        place += like.numel()
        return values[place - like.numel() : place].reshape(like.shape)

    return take


draws, inputs = recorded("draws"), recorded("inputs")
backward = torch.Tensor.backward


def backward_and_record(loss):
    losses.append(loss.item())
    backward(loss)


def dropout(x, p, training, inplace):
    """Pictures are drawn for in our order, channels last."""
    if not training:
        return x
    if x.dim() < 4:
        return x * draws(x)
    last = x.permute(0, 2, 3, 1)
    return (last * draws(last)).permute(0, 3, 1, 2)


torch.randperm = lambda count: torch.tensor(next(orders))
torch.randn_like = draws
torch.Tensor.backward = backward_and_record
F.dropout = dropout
names["corrupt"] = lambda pictures: inputs(pictures) if names["autoencoder"].training else pictures
program.run("Training")
print("\n" + json.dumps(losses))
