import type { PointerEvent } from 'react';
import type { StoreApi } from 'zustand';
import type { Drawing } from './drawing.ts';
import { gridPoint } from './strokes.ts';

type PadEvent =
  | 'onPointerDown'
  | 'onPointerMove'
  | 'onPointerUp'
  | 'onPointerCancel'
  | 'onPointerLeave'
  | 'onLostPointerCapture';

type Handler = (event: PointerEvent<HTMLElement>) => void;

/** After a pen was last near, touches are the hand that holds it for so long; milliseconds. */
const PEN_REST_MS = 1000;

/**
 * Mouse, touch and pen on the pad: one stroke from press to release, with every point between. One
 * pointer draws at a time; a second finger is not heard. A pen beats the hand that holds it: the
 * touch that draws when a pen is pressed was the palm, and its stroke goes; while the pen is down or
 * near, or was a moment ago, touches draw nothing.
 */
export function padPointer(drawing: StoreApi<Drawing>): Record<PadEvent, Handler> {
  let active: { id: number; type: string } | null = null;
  let isPenNear = false;
  let penTime = Number.NEGATIVE_INFINITY;

  /** Keeps in mind where the pen is. */
  function watchPen({ pointerType, timeStamp }: PointerEvent<HTMLElement>, isNear: boolean): void {
    if (pointerType !== 'pen') return;
    isPenNear = isNear;
    penTime = timeStamp;
  }

  function finish({ pointerId }: PointerEvent<HTMLElement>, keeps: boolean): void {
    if (pointerId !== active?.id) return;
    active = null;
    if (keeps) drawing.getState().end();
    else drawing.getState().drop();
  }

  /** Whether a press may begin a stroke; ends the stroke that has to give way to it. */
  function takesOver(event: PointerEvent<HTMLElement>): boolean {
    const { pointerType: type, isPrimary, timeStamp } = event;
    if (type === 'touch' && (isPenNear || timeStamp - penTime < PEN_REST_MS)) return false;
    if (!active) return true;
    if (type === 'pen' && active.type === 'touch') {
      drawing.getState().drop();
      return true;
    }
    // The first of its kind: the release of the one before was lost.
    return isPrimary && type === active.type;
  }

  return {
    onPointerDown: (event) => {
      const takes = event.button === 0 && takesOver(event);
      watchPen(event, true);
      if (!takes) return;
      active = { id: event.pointerId, type: event.pointerType };
      event.currentTarget.setPointerCapture(event.pointerId);
      const box = event.currentTarget.getBoundingClientRect();
      drawing.getState().begin(gridPoint(event, box));
    },
    onPointerMove: (event) => {
      watchPen(event, true);
      if (event.pointerId !== active?.id) return;
      const box = event.currentTarget.getBoundingClientRect();
      const coalesced = event.nativeEvent.getCoalescedEvents?.() ?? [];
      const events = coalesced.length > 0 ? coalesced : [event];
      drawing.getState().extend(events.map((each) => gridPoint(each, box)));
    },
    onPointerUp: (event) => {
      watchPen(event, isPenNear);
      finish(event, true);
    },
    // The system took a touch for a palm, or for a gesture of its own: it was not meant to draw.
    onPointerCancel: (event) => {
      watchPen(event, false);
      finish(event, event.pointerType !== 'touch');
    },
    onPointerLeave: (event) => watchPen(event, false),
    onLostPointerCapture: (event) => finish(event, true),
  };
}
