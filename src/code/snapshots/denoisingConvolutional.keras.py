# Made by the autoencoder playground. Needs: pip install keras tensorflow matplotlib

# Setting up. Keras runs on TensorFlow, PyTorch or JAX. The seed makes runs repeat here;
# the playground draws other numbers from its own.
import math

from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers, ops

keras.utils.set_random_seed(1)
rng = np.random.default_rng(1)

# The digits. MNIST comes as bytes from 0 to 255; the network sees grey values from 0,
# paper, to 1, ink.
(train_images, train_labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
train_images = train_images.astype("float32") / 255
test_images = test_images.astype("float32") / 255
validation, validation_labels = test_images, test_labels
train = train_images

# Denoise. Inputs are corrupted anew for every batch, so that no picture is seen twice in
# the same way; the target stays.
def corrupt(x):
    """Gaussian noise, drawn anew at every call."""
    return np.clip(x + 0.5 * rng.normal(size=x.shape), 0, 1)


class Batches(keras.utils.PyDataset):
    """Shuffled batches of corrupted inputs and their targets."""

    def __init__(self, pictures, batch_size, shuffle=True):
        super().__init__()
        self.pictures, self.batch_size, self.shuffle = pictures, batch_size, shuffle
        self.order = np.arange(len(pictures))
        self.on_epoch_end()

    def __len__(self):
        return math.ceil(len(self.order) / self.batch_size)

    def __getitem__(self, batch):
        rows = self.order[batch * self.batch_size : (batch + 1) * self.batch_size]
        pictures = self.pictures[rows]
        targets = pictures
        return corrupt(pictures).reshape(-1, *input_shape), targets.reshape(-1, *output_shape)

    def on_epoch_end(self):
        if self.shuffle:
            rng.shuffle(self.order)

# The network. The encoder squeezes a picture into the code, the decoder rebuilds the
# picture from it.
input_shape = (28, 28, 1)
output_shape = (28, 28, 1)

encoder = keras.Sequential(
    [
        keras.Input(input_shape),
        layers.Conv2D(
            32, 3, padding="same", activation="elu", kernel_initializer="he_uniform",
            name="encoder_1",
        ),
        layers.MaxPooling2D(2, name="encoder_2"),
        layers.Conv2D(
            16, 3, padding="same", activation="elu", kernel_initializer="he_uniform",
            name="encoder_3",
        ),
        layers.MaxPooling2D(2, name="encoder_4"),
        layers.Conv2D(
            8, 3, padding="same", activation="elu", kernel_initializer="he_uniform",
            name="encoder_5",
        ),
    ],
    name="encoder",
)
decoder = keras.Sequential(
    [
        keras.Input(encoder.output_shape[1:]),
        layers.Conv2DTranspose(
            16, 2, strides=2, padding="same", activation="elu",
            kernel_initializer="he_uniform", name="decoder_1",
        ),
        layers.Conv2DTranspose(
            32, 2, strides=2, padding="same", activation="elu",
            kernel_initializer="he_uniform", name="decoder_2",
        ),
        layers.Conv2D(
            1, 3, padding="same", activation="sigmoid",
            kernel_initializer="he_uniform", name="decoder_3",
        ),
    ],
    name="decoder",
)
autoencoder = keras.Sequential([encoder, decoder], name="autoencoder")
autoencoder.summary()

weights = Path("autoencoder.weights.h5")  # as the playground saves them
if weights.exists():
    autoencoder.load_weights(weights)

# Training. Each epoch goes once through all training digits; the validation loss is of
# digits that never train.
callbacks = []
autoencoder.compile(
    optimizer=keras.optimizers.Adam(learning_rate=0.002),
    loss="binary_crossentropy",
)
autoencoder.fit(
    Batches(train, 64),
    epochs=20,
    validation_data=Batches(validation, 1000, shuffle=False),
    callbacks=callbacks,
)

# What it has learned. Ten digits that never trained: what goes in, the code, and what
# comes out of the code alone.
originals = test_images[:10]
inputs = corrupt(originals)
codes = encoder.predict(inputs.reshape(-1, *input_shape))
outputs = decoder.predict(codes).reshape(-1, 28, 28)
rows = {
    "Original": originals,
    "Input": inputs,
    "Code": codes,
    "Output": outputs,
}
figure, axes = plt.subplots(len(rows), 10, figsize=(10, 1.2 * len(rows)))
for axes_of_row, (title, pictures) in zip(axes, rows.items()):
    axes_of_row[0].set_title(title, loc="left")
    for axis, picture in zip(axes_of_row, pictures):
        # A code is drawn as a strip, a digit as it is.
        axis.imshow(picture.reshape(-1, 28) if picture.size == 784 else picture.reshape(1, -1), cmap="gray")
        axis.axis("off")
plt.show()
