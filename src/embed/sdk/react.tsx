import {
  type CSSProperties,
  createElement,
  forwardRef,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react';
import type {
  AutoencoderPlaygroundElement,
  EmbedEvents,
  EventName,
  PlaygroundOptions,
} from './sdk.ts';
import './sdk.ts';

type Handler<Name extends EventName> = (detail: EmbedEvents[Name]) => void;

export interface PlaygroundProps extends PlaygroundOptions {
  onReady?: Handler<'ready'>;
  onState?: Handler<'state'>;
  onMetrics?: Handler<'metrics'>;
  onEpoch?: Handler<'epoch'>;
  onDrawing?: Handler<'drawing'>;
  onError?: Handler<'error'>;
  className?: string;
  style?: CSSProperties;
}

/** The element as a component; its methods are those of the ref. */
export const AutoencoderPlayground = forwardRef<AutoencoderPlaygroundElement, PlaygroundProps>(
  function AutoencoderPlayground(
    { onReady, onState, onMetrics, onEpoch, onDrawing, onError, className, panels, ...options },
    ref,
  ) {
    const element = useRef<AutoencoderPlaygroundElement>(null);
    // An effect: the element is there.
    useImperativeHandle(ref, () => element.current as AutoencoderPlaygroundElement);
    useListener(element, 'ready', onReady);
    useListener(element, 'state', onState);
    useListener(element, 'metrics', onMetrics);
    useListener(element, 'epoch', onEpoch);
    useListener(element, 'drawing', onDrawing);
    useListener(element, 'error', onError);
    // React 18 knows `class` alone on elements like this one, and a server leaves lists out.
    const attributes = { class: className, panels: panels?.toString(), ...options };
    return createElement('autoencoder-playground', { ref: element, ...attributes });
  },
);

function useListener<Name extends EventName>(
  element: RefObject<AutoencoderPlaygroundElement | null>,
  name: Name,
  handler: Handler<Name> | undefined,
): void {
  useEffect(() => {
    const target = element.current;
    if (!target || !handler) return;
    const listener = ({ detail }: CustomEvent<EmbedEvents[Name]>) => handler(detail);
    target.addEventListener(name, listener);
    return () => target.removeEventListener(name, listener);
  }, [element, name, handler]);
}
