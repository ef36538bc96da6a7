import type { PointerEvent } from 'react';
import { describe, expect, test } from 'vitest';
import { createDrawing } from './drawing.ts';
import { padPointer } from './pad-pointer.ts';

type Kind = 'down' | 'move' | 'up' | 'cancel' | 'leave' | 'lost';
type Handler = keyof ReturnType<typeof padPointer>;

const handlers: Record<Kind, Handler> = {
  down: 'onPointerDown',
  move: 'onPointerMove',
  up: 'onPointerUp',
  cancel: 'onPointerCancel',
  leave: 'onPointerLeave',
  lost: 'onLostPointerCapture',
};

/** A pad of 28 pixels, so that a pixel is a cell, and hands that touch it. */
function createPad() {
  const drawing = createDrawing();
  const pointer = padPointer(drawing);
  const box = { left: 0, top: 0, width: 28, height: 28 };
  const currentTarget = { getBoundingClientRect: () => box, setPointerCapture: () => {} };
  let timeStamp = 0;
  const hand = (pointerType: 'mouse' | 'touch' | 'pen', pointerId: number, isPrimary = true) => {
    return (kind: Kind, x = 0, y = 0) => {
      timeStamp += 10;
      const at = { clientX: x, clientY: y };
      const who = { pointerType, pointerId, isPrimary, button: 0, timeStamp };
      const event = { ...at, ...who, nativeEvent: {}, currentTarget };
      pointer[handlers[kind]](event as unknown as PointerEvent<HTMLElement>);
    };
  };
  return {
    hand,
    drawing,
    /** The strokes' places, first coordinates alone: `1-2-3`. */
    strokes: () =>
      drawing
        .getState()
        .strokes.map((stroke) =>
          stroke.kind === 'line' ? stroke.points.map(({ x }) => x).join('-') : 'cell',
        ),
    pass: (milliseconds: number) => {
      timeStamp += milliseconds;
    },
  };
}

test('a tap is a stroke of one point', () => {
  const { hand, strokes } = createPad();
  const finger = hand('touch', 1);
  finger('down', 5);
  finger('up', 5);
  expect(strokes()).toEqual(['5']);
});

describe('a pen beats the hand that holds it', () => {
  test('the palm that draws when the pen comes goes with its ink', () => {
    const { hand, strokes, drawing } = createPad();
    const [finger, palm, pen] = [hand('touch', 1), hand('touch', 2), hand('pen', 3)];
    finger('down', 1);
    finger('up', 1);
    palm('down', 20);
    palm('move', 21);
    pen('down', 5);
    palm('move', 22);
    pen('move', 6);
    palm('up', 22);
    pen('move', 7);
    pen('up', 7);
    expect(strokes()).toEqual(['1', '5-6-7']);
    drawing.getState().undo();
    expect(strokes()).toEqual(['1']);
  });

  test('touches draw nothing while a pen is down, near, or was a moment ago', () => {
    const { hand, strokes, pass } = createPad();
    const [pen, palm] = [hand('pen', 1), hand('touch', 2)];
    const touch = () => {
      palm('down', 20);
      palm('up', 20);
    };
    pen('move', 4);
    touch();
    pen('down', 5);
    pass(5000);
    touch();
    pen('up', 5);
    pass(5000);
    touch();
    pen('leave');
    pass(300);
    touch();
    expect(strokes()).toEqual(['5']);
    pass(2000);
    touch();
    expect(strokes()).toEqual(['5', '20']);
  });

  test('a pen does not take the mouse’s stroke away', () => {
    const { hand, strokes } = createPad();
    const [mouse, pen] = [hand('mouse', 1), hand('pen', 2)];
    mouse('down', 1);
    pen('down', 9);
    mouse('move', 2);
    mouse('up', 2);
    expect(strokes()).toEqual(['1-2']);
  });
});

describe('one finger draws', () => {
  test('a second one neither draws nor joins', () => {
    const { hand, strokes } = createPad();
    const [first, second] = [hand('touch', 1), hand('touch', 2, false)];
    first('down', 1);
    second('down', 20);
    second('move', 21);
    first('move', 2);
    first('up', 2);
    second('move', 22);
    second('up', 22);
    expect(strokes()).toEqual(['1-2']);
  });

  test('one whose release was lost does not keep the next from drawing', () => {
    const { hand, strokes } = createPad();
    hand('touch', 1)('down', 1);
    const next = hand('touch', 2);
    next('down', 5);
    next('move', 6);
    expect(strokes()).toEqual(['1', '5-6']);
  });
});

describe('a stroke that the system ends', () => {
  test('goes where a touch was not meant to draw', () => {
    const { hand, strokes } = createPad();
    const finger = hand('touch', 1);
    finger('down', 1);
    finger('move', 2);
    finger('cancel');
    finger('lost');
    expect(strokes()).toEqual([]);
  });

  test('stays where a pen or a mouse drew it', () => {
    const { hand, strokes } = createPad();
    for (const hold of [hand('pen', 1), hand('mouse', 2)]) {
      hold('down', 1);
      hold('move', 2);
      hold('cancel');
      hold('move', 3);
    }
    expect(strokes()).toEqual(['1-2', '1-2']);
  });
});

describe('undo in the middle of a stroke', () => {
  test('takes the stroke away, and the rest of it does not lengthen the one before', () => {
    const { hand, strokes, drawing } = createPad();
    const mouse = hand('mouse', 1);
    mouse('down', 1);
    mouse('up', 1);
    mouse('down', 5);
    drawing.getState().undo();
    mouse('move', 6);
    mouse('up', 6);
    expect(strokes()).toEqual(['1']);
    mouse('down', 8);
    drawing.getState().toggleCell();
    mouse('move', 9);
    expect(strokes()).toEqual(['1', '8-9', 'cell']);
  });
});
