# Made by the autoencoder playground. Needs: pip install torch torchvision matplotlib safetensors

# Setting up. The seed makes runs repeat here; the playground draws other numbers from its
# own.
from pathlib import Path

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn
from torchvision import datasets

torch.manual_seed(1)

# The digits. MNIST comes as bytes from 0 to 255; the network sees grey values from 0,
# paper, to 1, ink.
training_set = datasets.MNIST("data", train=True, download=True)
test_set = datasets.MNIST("data", train=False, download=True)
train_images, train_labels = training_set.data / 255, training_set.targets
test_images, test_labels = test_set.data / 255, test_set.targets
validation, validation_labels = test_images, test_labels
train = train_images

# The network. The encoder squeezes a picture into the code, the decoder rebuilds the
# picture from it.
input_shape = (784,)  # PyTorch counts a picture's channels first
output_shape = (784,)


class Sample(nn.Module):
    """Draws the code from N(mean, variance) while it trains; otherwise the mean is the code."""

    def forward(self, statistics):
        self.mean, self.log_variance = statistics.chunk(2, dim=1)
        if not self.training:
            return self.mean
        return self.mean + torch.exp(self.log_variance / 2) * torch.randn_like(self.mean)


class Autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Linear(784, 256),
            nn.ReLU(),
            nn.Linear(256, 128),
            nn.ReLU(),
            nn.Linear(128, 4),
            Sample(),
        )
        self.decoder = nn.Sequential(
            nn.Linear(2, 128),
            nn.ReLU(),
            nn.Linear(128, 256),
            nn.ReLU(),
            nn.Linear(256, 784),
            nn.Sigmoid(),
        )

    def forward(self, picture):
        return self.decoder(self.encoder(picture))


def start_as_keras(module):
    """Keras' initial weights; PyTorch's own are another uniform distribution."""
    if isinstance(module, (nn.Linear, nn.Conv2d, nn.ConvTranspose2d)):
        nn.init.xavier_uniform_(module.weight)
        nn.init.zeros_(module.bias)


autoencoder = Autoencoder().apply(start_as_keras)

weights = Path("autoencoder.safetensors")  # as the playground saves them
if weights.exists():
    from safetensors.torch import load_file

    autoencoder.load_state_dict(load_file(weights))

# Training. Each epoch goes once through all training digits; the validation loss is of
# digits that never train.
def reconstruction_loss(output, pictures):
    target = pictures
    return F.binary_cross_entropy(output, target.reshape(output.shape))


def validate(encoder, decoder):
    autoencoder.eval()
    with torch.no_grad():
        inputs = validation.reshape(-1, *input_shape)
        loss = reconstruction_loss(decoder(encoder(inputs)), validation)
    autoencoder.train()
    return loss.item()


def train_for(epochs, encoder, decoder, parameters):
    optimizer = torch.optim.Adam(parameters, lr=0.001)
    step = 0
    for epoch in range(epochs):
        for rows in torch.randperm(len(train)).split(64):
            pictures = train[rows]
            code = encoder(pictures.reshape(-1, *input_shape))
            loss = reconstruction_loss(decoder(code), pictures)
            sample = autoencoder.encoder[-1]
            spread = torch.exp(sample.log_variance) - sample.log_variance - 1
            divergence = (sample.mean**2 + spread).sum(dim=1).mean() / 2
            # Over the 784 pixels, as the reconstruction loss is a mean over them.
            loss = loss + 1 * min(1, epoch / 5) * divergence / 784
            optimizer.zero_grad()
            loss.backward()
            step += 1
            # Keras adds its epsilon before it corrects the means for their start at zero, PyTorch after.
            for group in optimizer.param_groups:
                group["eps"] = 1e-7 / (1 - 0.999**step) ** 0.5
            optimizer.step()
        validation_loss = validate(encoder, decoder)
        print(f"epoch {epoch + 1}: {loss.item():.4f}, validation {validation_loss:.4f}")


train_for(20, autoencoder.encoder, autoencoder.decoder, list(autoencoder.parameters()))

# What it has learned. Ten digits that never trained: what goes in, the code, and what
# comes out of the code alone.
autoencoder.eval()
originals = test_images[:10]
with torch.no_grad():
    codes = autoencoder.encoder(originals.reshape(-1, *input_shape))
    outputs = autoencoder.decoder(codes).reshape(-1, 28, 28)
rows = {
    "Original": originals.numpy(),
    "Code": codes.flatten(1).numpy(),
    "Output": outputs.numpy(),
}
figure, axes = plt.subplots(len(rows), 10, figsize=(10, 1.2 * len(rows)))
for axes_of_row, (title, pictures) in zip(axes, rows.items()):
    axes_of_row[0].set_title(title, loc="left")
    for axis, picture in zip(axes_of_row, pictures):
        # A code is drawn as a strip, a digit as it is.
        axis.imshow(picture.reshape(-1, 28) if picture.size == 784 else picture.reshape(1, -1), cmap="gray")
        axis.axis("off")
plt.show()
