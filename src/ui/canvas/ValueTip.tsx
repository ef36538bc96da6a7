import { useEffect, useState } from 'react';
import styles from './value-tip.module.css';
import { valueAt } from './values.ts';

/** Milliseconds between two looks while the pointer rests: values change while it trains. */
const LOOK = 250;

/** Beside the pointer, the value that is under it: of any picture, code, weight or histogram. */
export function ValueTip() {
  const [tip, setTip] = useState<{ text: string; left: number; top: number } | null>(null);

  useEffect(() => {
    let pointer: { left: number; top: number } | null = null;
    let frame = 0;
    const look = () => {
      const text = pointer && valueAt(pointer.left, pointer.top);
      setTip(text && pointer ? { text, ...pointer } : null);
    };
    const follow = ({ clientX, clientY }: PointerEvent) => {
      pointer = { left: clientX, top: clientY };
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    const leave = () => {
      pointer = null;
      look();
    };
    const timer = setInterval(() => pointer && look(), LOOK);
    const { documentElement } = document;
    documentElement.addEventListener('pointermove', follow, { passive: true });
    documentElement.addEventListener('pointerleave', leave);
    return () => {
      cancelAnimationFrame(frame);
      clearInterval(timer);
      documentElement.removeEventListener('pointermove', follow);
      documentElement.removeEventListener('pointerleave', leave);
    };
  }, []);

  if (!tip) return null;
  const isRight = tip.left > window.innerWidth / 2;
  const style = {
    top: tip.top,
    ...(isRight ? { right: window.innerWidth - tip.left } : { left: tip.left }),
  };
  return (
    <p aria-hidden="true" className={styles.tip} style={style}>
      {tip.text}
    </p>
  );
}
