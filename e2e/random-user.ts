import { readFile } from 'node:fs/promises';
import type { CDPSession, Download, Page } from '@playwright/test';
import { createRandom, type Random } from '../src/data/random.ts';
import { backends } from '../src/spec/backends.ts';
import { type Control, lookAt, type Sight } from './controls.ts';
import { PageFaults } from './page-faults.ts';
import { Touches } from './touches.ts';

/** Graphics in software train for minutes where our kernels take a second, and so does TensorFlow.js. */
const SLOW_BACKENDS = [backends.webgpu, backends.webgl, backends.cpu].map(
  ({ label }) => `option ${label}`,
);

/** The greatest numbers that are typed into a field, so that no batch takes a minute. */
const GREATEST: readonly (readonly [field: RegExp, number: number])[] = [
  [/batch/i, 512],
  [/filters/i, 8],
  [/kernel/i, 5],
  [/^size/i, 3],
];
const GREATEST_ELSEWHERE = 64;

/** What hurried hands type into a number field, not all of it a number. */
const ODD_NUMBERS = ['', '-1', 'abc', '1,000', '0,5', '1e-3', '1e9', '٣', '１２', '3.', '٫', '- 2'];
const WORDS = ['A run', '', 'שלום', '7 <b>&amp;', '\u{1f642}'.repeat(30)];
const LETTERS = ['t', 'b', 'e', 'r', 'n', 'u', 'c'];
const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
const SLIDER_KEYS = [...ARROWS, 'Home', 'End', 'PageUp', 'PageDown'];
const SIZES = [
  [390, 844],
  [1024, 768],
  [1440, 900],
] as const;

/** How many controls are touched before the page is looked at again. */
const AT_A_LOOK = 12;
/** The share of looks after which any control is chosen, or something is done that no control is for. */
const WHIMS = 0.1;
const OTHER_ACTS = 0.07;
/** The share of looks at a training network after which it is paused. */
const PAUSES = 0.3;
/** How many acts a report has. */
const LAST_ACTS = 40;

/** Kinds of controls that were touched one after the other, and the one that was out of reach then. */
interface Touched {
  done: readonly string[];
  missed: string | null;
}

interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/**
 * Acts on the page by chance, with a liking for what it has not touched yet. The same seed has the same
 * whims; what they lead to depends on how fast the page answers.
 */
export class RandomUser {
  readonly touches = new Touches();
  /** The names of the dialogs that it has seen. */
  readonly dialogs = new Set<string>();
  /** How often it has acted, or tried to. */
  acts = 0;
  private readonly page: Page;
  private readonly session: CDPSession;
  private readonly seed: number;
  private readonly random: Random;
  private readonly faults: PageFaults;
  private readonly downloads: Download[] = [];
  private readonly diary: string[] = [];
  /** What the last look has shown. */
  private sight: Sight | null = null;

  private constructor(page: Page, session: CDPSession, seed: number) {
    this.page = page;
    this.session = session;
    this.seed = seed;
    this.random = createRandom(seed, 'user');
    this.faults = new PageFaults(page);
  }

  /** A user of a page that is still to be opened. */
  static async before(page: Page, seed: number): Promise<RandomUser> {
    const user = new RandomUser(page, await page.context().newCDPSession(page), seed);
    page.on('download', (download) => user.downloads.push(download));
    page.on('dialog', (dialog) => void dialog.accept());
    page.on('filechooser', async (chooser) => chooser.setFiles(await user.someFile()));
    // The page links to a licence elsewhere.
    await page
      .context()
      .route(/^https:/, (route) =>
        route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' }),
      );
    return user;
  }

  /**
   * Touches a few controls of those in sight, or does something else, and looks what has come of it.
   *
   * @throws with the seed and what was done last, where something has gone wrong
   */
  async act(): Promise<void> {
    try {
      const sight = this.sight ?? (await this.look([]));
      const isElsewhere = this.random.uniform() < OTHER_ACTS;
      const row = isElsewhere ? [] : this.rowOf(sight);
      if (isElsewhere) await this.actElsewhere();
      else if (row.length === 0) await this.press('Escape');
      const { done, missed } = await this.touch(row);
      await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
      this.sight = await this.look(done);
      // What a dialog has come to cover is not in sight any more.
      const isInSight = this.sight.controls.some(({ kind }) => kind === missed);
      if (missed !== null && isInSight) this.touches.miss(missed);
    } catch (error) {
      const last = this.diary.map((line) => `  ${line}`).join('\n');
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`${message}\nSeed ${this.seed}, after ${this.acts} acts:\n${last}`);
    }
  }

  /** Closes what is open above the page. */
  async closeAll(): Promise<void> {
    while ((await lookAt(this.session)).dialog !== null) await this.page.keyboard.press('Escape');
  }

  /** Throws what has gone wrong so far. */
  check(): void {
    const { found } = this.faults;
    if (found.length > 0) throw new Error(found.join('\n'));
  }

  /** @param done the kinds that were touched since the last look */
  private async look(done: readonly string[]): Promise<Sight> {
    const sight = await lookAt(this.session);
    if (sight.dialog !== null) this.dialogs.add(sight.dialog);
    const controls = sight.controls.filter(({ kind }) => !SLOW_BACKENDS.includes(kind));
    this.touches.see(
      controls.map(({ kind }) => kind),
      done,
    );
    await this.faults.look(sight.names);
    this.check();
    return { ...sight, controls };
  }

  /**
   * Touches one control after the other, until one has changed what is in sight, or is out of reach.
   */
  private async touch(row: readonly Control[]): Promise<Touched> {
    const done: string[] = [];
    const before = await this.page.evaluate(sceneOf);
    for (const control of row) {
      this.acts += 1;
      const { kind, role, name } = control;
      const what = await this.use(control);
      if (what === null) return { done, missed: kind };
      this.touches.touch(kind);
      this.tell(`${role} “${name}”: ${what}`);
      done.push(kind);
      const now = await this.page.evaluate(sceneOf);
      if (now.place !== before.place || now.controls > before.controls) break;
    }
    return { done, missed: null };
  }

  /** What to touch next; nothing where there is more to do behind a dialog than in it. */
  private rowOf({ controls, dialog }: Sight): Control[] {
    const order = this.random.permutation(controls.length);
    const shuffled = Array.from(order, (place) => controls[place]).filter(
      (control) => control !== undefined,
    );
    if (this.random.uniform() < WHIMS) return shuffled.slice(0, 1);
    // Training takes the processors from all else.
    const pause = shuffled.find(({ name }) => name === 'Pause');
    if (pause && this.random.uniform() < PAUSES) return [pause];
    const known = new Map(shuffled.map(({ kind }) => [kind, this.touches.least(kind)]));
    const least = Math.min(...known.values());
    if (dialog !== null && least > this.touches.leastOfAll()) return [];
    const row = shuffled.filter(({ kind }) => known.get(kind) === least);
    const first = [...new Map(row.map((control) => [control.kind, control])).values()];
    // What has just come into sight may go with the next touch elsewhere, and doors lead away.
    const { touches } = this;
    first.sort((a, b) => touches.age(a.kind) - touches.age(b.kind));
    first.sort((a, b) => touches.tries(a.kind) - touches.tries(b.kind));
    return first.slice(0, AT_A_LOOK);
  }

  /** Does what the control's role is for. @returns what was done; null where it was out of reach */
  private async use(control: Control): Promise<string | null> {
    const call = await this.find(control);
    if (call === null) return null;
    const { role } = control;
    if (role === 'option') return (await call(chooseOption)) ? 'chosen' : null;
    if (role === 'slider') return this.pressOn(call, this.among(SLIDER_KEYS));
    if (role === 'spinbutton') return this.typeNumber(call, control);
    if (role === 'textbox') return this.type(call, this.among(WORDS));
    if (role === 'link') return this.follow(call);
    const box = (await call(reach)) as Box | null;
    if (box === null) return null;
    if (role === 'application') return this.drawOn(call, box);
    await this.page.mouse.click(box.x, box.y);
    // The list of options is the platform's, and stands in the way of the next click.
    if (role === 'combobox') await this.page.keyboard.press('Escape');
    return 'clicked';
  }

  /** @returns what calls functions on the control's element; null where that is gone */
  private async find({ element }: Control): Promise<Call | null> {
    const { object } = await this.session
      .send('DOM.resolveNode', { backendNodeId: element })
      .catch(() => ({ object: { objectId: undefined } }));
    const { objectId } = object;
    if (objectId === undefined) return null;
    return async (run) => {
      const { result } = await this.session.send('Runtime.callFunctionOn', {
        objectId,
        functionDeclaration: String(run),
        returnByValue: true,
      });
      return result.value;
    };
  }

  private async pressOn(call: Call, key: string): Promise<string | null> {
    if (!(await call(enter))) return null;
    await this.page.keyboard.press(key);
    return key;
  }

  private async typeNumber(call: Call, { name, range }: Control): Promise<string | null> {
    const chance = this.random.uniform();
    if (chance < 0.2) return this.pressOn(call, this.among(['ArrowUp', 'ArrowDown', 'PageUp']));
    if (chance < 0.5 || range === null) return this.type(call, this.among(ODD_NUMBERS));
    const [min, max] = range;
    const cap = GREATEST.find(([field]) => field.test(name))?.[1] ?? GREATEST_ELSEWHERE;
    const value = min + this.random.uniform() * (Math.min(max, cap) - min);
    return this.type(call, max <= 10 && min <= 0 ? value.toFixed(3) : String(Math.round(value)));
  }

  private async type(call: Call, text: string): Promise<string | null> {
    if (!(await call(enter))) return null;
    if (text === '') await this.page.keyboard.press('Delete');
    else await this.page.keyboard.insertText(text);
    const key = this.among(['Enter', 'Tab', 'Escape', 'Enter']);
    await this.page.keyboard.press(key);
    return `${JSON.stringify(text)}, ${key}`;
  }

  /** A stroke, a dot, or the keys that a pad or a map takes. */
  private async drawOn(call: Call, { x, y, width, height }: Box): Promise<string | null> {
    if (this.random.uniform() < 0.3) {
      if (!(await call(enter))) return null;
      const keys = [this.among(ARROWS), this.among(ARROWS), this.among(['Space', 'Enter'])];
      for (const key of keys) await this.page.keyboard.press(key);
      return keys.join();
    }
    const place = () =>
      [
        x + (this.random.uniform() - 0.5) * width * 0.8,
        y + (this.random.uniform() - 0.5) * height * 0.8,
      ] as const;
    await this.page.mouse.move(...place());
    await this.page.mouse.down();
    const corners = this.among([0, 1, 3]);
    for (let i = 0; i < corners; i++) await this.page.mouse.move(...place(), { steps: 3 });
    await this.page.mouse.up();
    return `a stroke of ${corners} lines`;
  }

  private async actElsewhere(): Promise<void> {
    const acts: readonly (() => Promise<void>)[] = [
      () => this.press(this.among(LETTERS)),
      () => this.press(this.among(LETTERS)),
      () => this.press('Escape'),
      () => this.press(this.among(['Tab', 'Enter', 'Space', ...ARROWS])),
      () => this.resize(),
      () => this.drop(),
      () => this.travel(),
    ];
    await this.among(acts)();
  }

  private async press(key: string): Promise<void> {
    this.tell(key);
    // Arrows and letters choose from a list: of the backends a slow one.
    await this.page.evaluate(leaveList);
    await this.page.keyboard.press(key);
  }

  private async resize(): Promise<void> {
    const [width, height] = this.among(SIZES);
    this.tell(`a window of ${width}`);
    await this.page.setViewportSize({ width, height });
  }

  private async drop(): Promise<void> {
    const { name, buffer } = await this.someFile();
    this.tell(`${name} is dropped`);
    await this.page.evaluate(dropFile, [name, buffer.toString('base64')] as const);
  }

  /** Back, forward or a reload, but never out of the page. */
  private async travel(): Promise<void> {
    const { currentIndex, entries } = await this.session.send('Page.getNavigationHistory');
    const isOwn = (by: number) => entries[currentIndex + by]?.url.split('#')[0] === this.address();
    const ways = [
      ...(isOwn(-1) ? (['goBack'] as const) : []),
      ...(isOwn(1) ? (['goForward'] as const) : []),
      'reload',
    ] as const;
    const way = this.among(ways);
    this.tell(way);
    await this.page[way]();
    await this.isReady();
  }

  /** Follows a link into a tab of its own, by the keyboard: a layout that moves misleads a pointer. */
  private async follow(call: Call): Promise<string | null> {
    if (!(await call(enter))) return null;
    const [tab] = await Promise.all([
      this.page.context().waitForEvent('page'),
      this.page.keyboard.press('Control+Enter'),
    ]);
    await tab.close();
    return 'followed';
  }

  /** A page that has just been opened has something to act on once its run is there. */
  private async isReady(): Promise<void> {
    await this.page.locator('html[data-state]:not([data-state=loading])').waitFor();
  }

  private address(): string | undefined {
    return this.page.url().split('#')[0];
  }

  /** Nonsense under a promising name, or a file that the page has saved. */
  private async someFile(): Promise<ChosenFile> {
    const saved = this.downloads.slice(-3);
    const download = this.random.uniform() < 0.6 && saved.length > 0 ? this.among(saved) : null;
    const name = download?.suggestedFilename() ?? this.among(['notes.txt', 'A.ZIP', 'a.png']);
    const buffer = download ? await readFile(await download.path()) : Buffer.from('nothing');
    return { name, mimeType: 'application/octet-stream', buffer };
  }

  private among<Thing>(things: readonly Thing[]): Thing {
    const thing = things[Math.floor(this.random.uniform() * things.length)];
    if (thing === undefined) throw new Error('There is nothing to choose from.');
    return thing;
  }

  private tell(line: string): void {
    this.diary.push(line);
    if (this.diary.length > LAST_ACTS) this.diary.shift();
  }
}

type Call = (run: (this: HTMLElement) => unknown) => Promise<unknown>;

/** Where to point at, and the size of what is there, in CSS pixels. */
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/* What follows runs in the page. */

/** The middle of an element, or of its label, once it is in view; null where something covers it. */
function reach(this: HTMLElement): Box | null {
  if (!this.isConnected || this.matches(':disabled')) return null;
  this.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const labels = this instanceof HTMLInputElement ? [...(this.labels ?? [])] : [];
  for (const element of [this, ...labels]) {
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    if (element.contains(document.elementFromPoint(x, y))) return { x, y, width, height };
  }
  return null;
}

function leaveList(): void {
  if (document.activeElement instanceof HTMLSelectElement) document.activeElement.blur();
}

/** Puts the keyboard's place on an element, and selects its text. */
function enter(this: HTMLElement): boolean {
  this.focus();
  if (this instanceof HTMLInputElement || this instanceof HTMLTextAreaElement) this.select();
  return document.activeElement === this;
}

function chooseOption(this: HTMLElement): boolean {
  const select = this.closest('select');
  if (!(this instanceof HTMLOptionElement) || !select?.isConnected || select.disabled) return false;
  this.selected = true;
  for (const type of ['input', 'change']) select.dispatchEvent(new Event(type, { bubbles: true }));
  return true;
}

function dropFile([name, text]: readonly [name: string, text: string]): void {
  const dataTransfer = new DataTransfer();
  const bytes = Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
  dataTransfer.items.add(new File([bytes], name));
  for (const type of ['dragover', 'drop']) {
    document.body.dispatchEvent(
      new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
    );
  }
}

/** Which dialogs are open and which tabs are selected, and how many controls there are. */
function sceneOf(): { place: string; controls: number } {
  const places = document.querySelectorAll(
    'dialog[open], :popover-open, [role=tab][aria-selected=true]',
  );
  const controls = document.querySelectorAll('button, input, select, textarea, a, [tabindex]');
  return {
    place: Array.from(places, ({ id, nodeName, textContent }) =>
      nodeName === 'BUTTON' ? textContent : `${nodeName} ${id}`,
    ).join(),
    controls: controls.length,
  };
}
