import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { latinLetter, learnLetter, lettersOf } from './key-letters.ts';
import { shortcutFor } from './shortcuts.ts';

describe('the letter that a key means', () => {
  test.each([
    ['US', 't', 'KeyT', 't'],
    ['US with Shift', 'T', 'KeyT', 't'],
    // Where a layout has the letter elsewhere, the letter counts.
    ['Dvorak', 't', 'KeyK', 't'],
    ['Dvorak', 'y', 'KeyT', 'y'],
    ['Dvorak', '.', 'KeyE', null],
    ['AZERTY', 'a', 'KeyQ', 'a'],
    ['BÉPO', 'é', 'KeyW', null],
    ['Turkish', 'ı', 'KeyI', null],
    // Where it has no Latin letter, the place counts.
    ['Russian', 'е', 'KeyT', 't'],
    ['Russian with Shift', 'Е', 'KeyT', 't'],
    ['Russian', 'х', 'BracketLeft', null],
    ['Greek', 'τ', 'KeyT', 't'],
    ['Hebrew', 'א', 'KeyT', 't'],
    ['Hebrew', "'", 'KeyW', null],
    ['Arabic', 'ف', 'KeyT', 't'],
    ['Arabic, two letters on a key', 'لا', 'KeyB', 'b'],
    ['Thai', 'ะ', 'KeyT', 't'],
    ['Thai, a mark', 'ี', 'KeyU', 'u'],
    ['Hindi', 'ी', 'KeyR', 'r'],
    ['Korean', 'ㅅ', 'KeyT', 't'],
    // AltGr writes signs, not letters.
    ['German', '€', 'KeyE', null],
    ['German', 'µ', 'KeyM', null],
    ['a dead key', 'Dead', 'KeyE', null],
    ['an input method', 'Process', 'KeyT', null],
    ['a named key', 'Enter', 'Enter', null],
  ])('%s: %s at %s', (_, key, code, letter) => {
    expect(latinLetter({ key, code })).toBe(letter);
  });
});

describe('the list of shortcuts shows the letters of the student’s keyboard', () => {
  test('by the languages of the browser', () => {
    expect(lettersOf(['en', 'ru-RU', 'el'])).toMatchObject({ t: 'е', r: 'к' });
    expect(lettersOf(['en-GB', 'de'])).toEqual({});
  });

  test('and by the first letter that is typed', () => {
    expect(learnLetter({}, { key: 'Τ', code: 'KeyT' })).toMatchObject({ t: 'τ', u: 'θ' });
    expect(learnLetter(lettersOf(['ru']), { key: 'ر', code: 'KeyV' })).toMatchObject({ v: 'ر' });
    expect(learnLetter({}, { key: 't', code: 'KeyT' })).toEqual({});
  });

  test('a letter that two layouts share changes nothing', () => {
    const persian = lettersOf(['fa']);
    expect(learnLetter(persian, { key: 'ق', code: 'KeyR' })).toBe(persian);
  });
});

describe('a key press', () => {
  beforeAll(() => void vi.stubGlobal('Element', class {}));
  afterAll(() => void vi.unstubAllGlobals());

  const press = {
    key: 'е',
    code: 'KeyT',
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    repeat: false,
    isComposing: false,
    keyCode: 84,
    target: null,
    getModifierState: () => false,
  };

  test('means its shortcut on any keyboard', () => {
    expect(shortcutFor(press)?.does).toBe('Train or pause');
    expect(shortcutFor({ ...press, key: 'e', code: 'KeyD' })?.does).toBe('Step one epoch');
  });

  test.each([
    { ctrlKey: true },
    { repeat: true },
    { isComposing: true },
    { keyCode: 229 },
    { getModifierState: (key: string) => key === 'AltGraph' },
  ])('means none with %j', (held) => {
    expect(shortcutFor({ ...press, ...held })).toBeNull();
  });
});
