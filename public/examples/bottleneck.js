// How a tutorial talks to the playgrounds in it. The script of the playground defines the element; from
// another site this line reads: import 'https://example.org/playground/embed.js';
import '../embed.js';

/** The loss under which the second part opens by itself. */
const GOAL = 0.2;

const squeeze = document.getElementById('squeeze');
const narrow = document.getElementById('narrow');
const turn = document.getElementById('turn');
const stranger = document.getElementById('stranger');

/** The playground of a part. */
const playgroundOf = (part) => part.querySelector('autoencoder-playground');
const figure = (loss) => loss.toFixed(3);

for (const button of document.querySelectorAll('[data-opens]')) {
  button.addEventListener('click', () => {
    const part = document.getElementById(button.dataset.opens);
    part.hidden = false;
    button.hidden = true;
    part.scrollIntoView();
  });
}

// 1. While it trains, `metrics` comes four times a second at most: the loss stands in the text.
playgroundOf(squeeze).addEventListener('metrics', ({ detail: { loss } }) => {
  if (loss === null) return;
  squeeze.querySelector('[data-says=loss]').textContent = `it is ${figure(loss)} now`;
  if (loss < GOAL && narrow.hidden) {
    squeeze.querySelector('[data-says=goal]').textContent = 'You are under 0.2: read on.';
    squeeze.querySelector('[data-opens]').hidden = true;
    narrow.hidden = false;
  }
});

// 2. A choice in the page changes the playground, and `epoch` fills the page's table.
/** The best row of each code size: { loss, epoch }. */
const best = new Map();
let codeSize = 8;

narrow.querySelector('[data-chooses=code]').addEventListener('change', ({ target }) => {
  playgroundOf(narrow).setAttribute('code', target.value);
});

playgroundOf(narrow).addEventListener('state', ({ detail }) => {
  codeSize = detail.codeSize;
});

playgroundOf(narrow).addEventListener('epoch', ({ detail: { epoch, validationLoss } }) => {
  if (validationLoss === null) return;
  const known = best.get(codeSize);
  if (known && known.loss <= validationLoss) return;
  best.set(codeSize, { loss: validationLoss, epoch });
  const rows = [...best].sort(([a], [b]) => a - b);
  narrow.querySelector('tbody').replaceChildren(
    ...rows.map(([size, row]) => {
      const line = document.createElement('tr');
      line.append(
        ...[size, figure(row.loss), row.epoch].map((text) => {
          const cell = document.createElement('td');
          cell.textContent = text;
          return cell;
        }),
      );
      return line;
    }),
  );
});

// 3. The sliders' numbers are decoded. One request at a time: what moves meanwhile is asked for after it.
const sliders = [...turn.querySelectorAll('input')];
let isDecoding = false;
let isStale = false;

async function decode() {
  isStale = true;
  if (isDecoding) return;
  isDecoding = true;
  while (isStale) {
    isStale = false;
    const code = sliders.map((slider) => slider.valueAsNumber);
    // Refused before the network is there, or when the reader left: the picture stays as it is.
    const pixels = await playgroundOf(turn)
      .decode(code)
      .catch(() => null);
    if (pixels) paint(turn.querySelector('canvas'), pixels);
  }
  isDecoding = false;
}

for (const slider of sliders) slider.addEventListener('input', decode);
playgroundOf(turn).addEventListener('metrics', decode);

/** Paints 28×28 values from 0 (paper) to 1 (ink). */
function paint(canvas, pixels) {
  const image = new ImageData(28, 28);
  for (const [i, value] of pixels.entries()) {
    const grey = 255 * (1 - value);
    image.data.set([grey, grey, grey, 255], 4 * i);
  }
  canvas.getContext('2d').putImageData(image, 0, 0);
}

// 4. `drawing` gives what the reader draws; the playground rebuilds it, and the page compares.
playgroundOf(stranger).addEventListener('drawing', async ({ detail: { pixels } }) => {
  const rebuilt = await playgroundOf(stranger).reconstruct(pixels);
  let ink = 0;
  let wrong = 0;
  for (const [i, value] of pixels.entries()) {
    ink += value;
    wrong += Math.abs(value - rebuilt[i]);
  }
  const share = ink > 0 ? `${Math.round((100 * wrong) / ink)} %` : 'nothing yet';
  stranger.querySelector('[data-says=error]').textContent = share;
});
