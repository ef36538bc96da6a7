/** A place on the screen, in CSS pixels from the window's upper left corner. */
export interface Point {
  x: number;
  y: number;
}

/** The least that a journey asks of a browser: one window, without anything stored. */
export interface Driver {
  goto(address: string): Promise<void>;
  /** Runs a script in the page as it is; the page's policy does not apply. */
  inject(script: string): Promise<void>;
  /** Calls a function in the page, which can use its arguments only; they and its result are JSON. */
  evaluate<Args extends unknown[], Result>(
    act: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result>;
  /** Presses the mouse at the first point, moves it over the others and lets go. */
  drag(points: readonly Point[]): Promise<void>;
  /** Types into what has the focus. */
  type(text: string): Promise<void>;
  press(key: 'Enter'): Promise<void>;
  /** @param selector of the file input */
  choose(selector: string, file: string): Promise<void>;
  /** A picture of the window, as PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

export const WINDOW = { width: 1440, height: 900 };
