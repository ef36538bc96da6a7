import type { StorageProblem } from '../files/connection.ts';
import type { Notice } from './notices.ts';

/** Why runs are not kept; `notLoaded` where the part of the page that keeps them is not there. */
export type KeepingProblem = StorageProblem | 'notLoaded';

const reasons: Readonly<Record<KeepingProblem, string>> = {
  full: 'The browser’s storage is full',
  newerPage: 'A newer version of this page keeps its runs here in another way',
  refused: 'This browser does not let the page store anything',
  notLoaded: 'The part of the page that keeps runs could not be loaded',
};

/** Says that the run will not outlive the page. */
export function notKeptNotice(problem: KeepingProblem): Notice {
  const text = `${reasons[problem]}: save this run as a file, or it is lost when the page is closed.`;
  return { subject: 'storage', tone: 'warning', text, action: null };
}

/** After the browser removed what an earlier visit had stored. */
export const EVICTED: Notice = {
  subject: 'storage',
  tone: 'warning',
  text: 'The browser has removed the run that an earlier visit kept here.',
  action: null,
};
