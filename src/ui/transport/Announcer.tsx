import { useEffect, useState } from 'react';
import { newNotices } from '../../store/notices.ts';
import type { Playground } from '../../store/state.ts';
import hidden from '../controls/hidden.module.css';
import { usePlaygroundStore } from '../playground.ts';
import { lossText } from './status-figures.ts';

/** Finished epochs follow one another faster than they can be listened to. */
const EPOCH_INTERVAL_MS = 8000;

/** Tells assistive technology what changed: training begun or paused, epochs done, notices. */
export function Announcer() {
  const store = usePlaygroundStore();
  const [text, setText] = useState('');
  useEffect(() => {
    let lastEpochAt = 0;
    return store.subscribe((now, before) => {
      const news = announcement(now, before);
      if (!news) return;
      if (news.kind === 'epoch') {
        if (performance.now() - lastEpochAt < EPOCH_INTERVAL_MS) return;
        lastEpochAt = performance.now();
      }
      setText(news.text);
    });
  }, [store]);
  return (
    <p aria-live="polite" className={hidden.hidden}>
      {text}
    </p>
  );
}

type State = Pick<Playground, 'notices' | 'phase' | 'progress'>;

/** What is worth telling about a change of state; null for most. */
export function announcement(
  now: State,
  before: State,
): { kind: 'notice' | 'phase' | 'epoch'; text: string } | null {
  const told = newNotices(now.notices, before.notices);
  if (told.length > 0) return { kind: 'notice', text: told.map(({ text }) => text).join(' ') };
  if (now.phase !== before.phase) {
    if (now.phase === 'training') return { kind: 'phase', text: 'Training started' };
    if (now.phase === 'paused')
      return { kind: 'phase', text: `Paused at step ${now.progress.step}` };
    if (now.phase === 'ready') return { kind: 'phase', text: 'Ready to train' };
  }
  const { epoch, loss } = now.progress;
  if (epoch > before.progress.epoch) {
    const end = loss === null ? '' : `, loss ${lossText(loss)}`;
    return { kind: 'epoch', text: `Epoch ${epoch} done${end}` };
  }
  return null;
}
