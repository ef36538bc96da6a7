# Made by the autoencoder playground. Needs: pip install keras tensorflow matplotlib

# Setting up. Keras runs on TensorFlow, PyTorch or JAX. The seed makes runs repeat here;
# the playground draws other numbers from its own.
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers, ops

keras.utils.set_random_seed(1)

# The digits. MNIST comes as bytes from 0 to 255; the network sees grey values from 0,
# paper, to 1, ink.
(train_images, train_labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
train_images = train_images.astype("float32") / 255
test_images = test_images.astype("float32") / 255
validation, validation_labels = test_images, test_labels
train = train_images

# The network. The encoder squeezes a picture into the code, the decoder rebuilds the
# picture from it.
input_shape = (784,)
output_shape = (784,)


beta = keras.Variable(0.0, trainable=False)  # grows while it warms up


class Sampling(layers.Layer):
    """Draws the code from N(mean, variance) while it trains; otherwise the mean is the code."""

    def __init__(self):
        super().__init__()
        self.seed_generator = keras.random.SeedGenerator()  # JAX wants one of the layer itself

    def call(self, statistics, training=False):
        mean, log_variance = ops.split(statistics, 2, axis=-1)
        spread = ops.exp(log_variance) - log_variance - 1
        divergence = ops.mean(ops.sum(mean**2 + spread, axis=-1)) / 2
        # Over the 784 pixels, as the reconstruction loss is a mean over them.
        self.add_loss(beta * divergence / 784)
        if not training:
            return mean
        noise = keras.random.normal(ops.shape(mean), seed=self.seed_generator)
        return mean + ops.exp(log_variance / 2) * noise


encoder = keras.Sequential(
    [
        keras.Input(input_shape),
        layers.Dense(256, activation="relu", name="encoder_1"),
        layers.Dense(128, activation="relu", name="encoder_2"),
        layers.Dense(4, name="encoder_3"),
        Sampling(),
    ],
    name="encoder",
)
decoder = keras.Sequential(
    [
        keras.Input(encoder.output_shape[1:]),
        layers.Dense(128, activation="relu", name="decoder_1"),
        layers.Dense(256, activation="relu", name="decoder_2"),
        layers.Dense(784, activation="sigmoid", name="decoder_3"),
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
class WarmUp(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        beta.assign(1 * min(1, epoch / 5))


callbacks = [WarmUp()]
autoencoder.compile(
    optimizer=keras.optimizers.Adam(learning_rate=0.001),
    loss="binary_crossentropy",
)
autoencoder.fit(
    train.reshape(-1, *input_shape),
    train.reshape(-1, *output_shape),
    batch_size=64,
    epochs=20,
    validation_data=(
        validation.reshape(-1, *input_shape),
        validation.reshape(-1, *output_shape),
    ),
    callbacks=callbacks,
)

# What it has learned. Ten digits that never trained: what goes in, the code, and what
# comes out of the code alone.
originals = test_images[:10]
codes = encoder.predict(originals.reshape(-1, *input_shape))
outputs = decoder.predict(codes).reshape(-1, 28, 28)
rows = {
    "Original": originals,
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
