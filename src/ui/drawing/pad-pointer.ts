import type { PointerEvent } from 'react';
import type { StoreApi } from 'zustand';
import type { Drawing } from './drawing.ts';
import { gridPoint } from './strokes.ts';

type Handler = (event: PointerEvent<HTMLElement>) => void;

/** Mouse, touch and pen on the pad: one stroke from press to release, with every point between. */
export function padPointer(
  drawing: StoreApi<Drawing>,
): Record<'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel', Handler> {
  let active: number | null = null;
  const end: Handler = (event) => {
    if (event.pointerId === active) active = null;
  };
  return {
    onPointerDown: (event) => {
      if (active !== null || event.button !== 0) return;
      active = event.pointerId;
      event.currentTarget.setPointerCapture(event.pointerId);
      const box = event.currentTarget.getBoundingClientRect();
      drawing.getState().begin(gridPoint(event, box));
    },
    onPointerMove: (event) => {
      if (event.pointerId !== active) return;
      const box = event.currentTarget.getBoundingClientRect();
      const coalesced = event.nativeEvent.getCoalescedEvents?.() ?? [];
      const events = coalesced.length > 0 ? coalesced : [event];
      drawing.getState().extend(events.map((each) => gridPoint(each, box)));
    },
    onPointerUp: end,
    // The browser took the gesture over: what was drawn so far stays, and can be undone.
    onPointerCancel: end,
  };
}
