/** The part of a key press that tells which letter it is. */
interface LetterKey {
  /** What the keyboard's layout makes of the key. */
  key: string;
  /** The key's place, named by what a US keyboard has there. */
  code: string;
}

const KEY_PLACE = /^Key([A-Z])$/;
/** Letters of scripts that have no Latin letter, with the marks that Thai and Hindi keys write. */
const OTHER_LETTERS = /^(?!.*\p{Script=Latin})[\p{L}\p{M}]+$/u;

/**
 * The Latin letter that a key stands for, in lower case: the one it writes, wherever it lies on the
 * keyboard. A key that writes another script's letter stands for the letter at its place on a US
 * keyboard. Null for other keys: a full stop at the place of E, as on a Dvorak keyboard, is no E.
 */
export function latinLetter({ key, code }: LetterKey): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  if (!isOtherLetter(key)) return null;
  return KEY_PLACE.exec(code)?.[1]?.toLowerCase() ?? null;
}

/** Whether what a key writes is a letter, and no Latin one. */
export function isOtherLetter(key: string): boolean {
  // The micro sign is a Greek letter by its category, and typed with AltGr on Latin keyboards.
  return key !== 'µ' && OTHER_LETTERS.test(key);
}

const LATIN = 'bcenrtu';
/** What layouts without Latin letters have at the places of `LATIN`, by language. */
const LAYOUTS: Readonly<Record<string, readonly string[]>> = {
  ru: [...'исуткег'],
  uk: [...'исуткег'],
  be: [...'исуткег'],
  kk: [...'исуткег'],
  sr: [...'бцернту'],
  mk: [...'бцернту'],
  bg: [...'фъехишк'],
  el: [...'βψενρτθ'],
  he: [...'נבקמראו'],
  ar: ['لا', ...'ؤثىقفع'],
  fa: [...'ذزثدقفع'],
  hi: [...'वमालीूह'],
  th: [...'ิแำืพะี'],
  ko: [...'ㅠㅊㄷㅜㄱㅅㅕ'],
};

/** Letters of another script by the Latin letter of their place. */
export type Letters = Readonly<Record<string, string>>;

/** The letters of the first of the student's languages whose usual keyboard has no Latin ones. */
export function lettersOf(languages: readonly string[]): Letters {
  for (const language of languages) {
    const letters = LAYOUTS[language.split('-')[0] ?? ''];
    if (letters) return lettersAt(letters);
  }
  return {};
}

/** What is known of the keyboard after a press: all of a layout that has this letter there. */
export function learnLetter(known: Letters, press: LetterKey): Letters {
  const latin = latinLetter(press);
  const key = press.key.toLowerCase();
  if (latin === null || !isOtherLetter(key) || known[latin] === key) return known;
  const layout = Object.values(LAYOUTS).find((letters) => letters[LATIN.indexOf(latin)] === key);
  return layout ? lettersAt(layout) : { ...known, [latin]: key };
}

function lettersAt(letters: readonly string[]): Letters {
  return Object.fromEntries([...LATIN].map((latin, place) => [latin, letters[place] ?? '']));
}
