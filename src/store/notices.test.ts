import { expect, it } from 'vitest';
import { newNotices, whileTraining, withNotice, withoutNotice } from './notices.ts';
import { keptNotice, missingImages, outcome } from './sentences.ts';

const [kept, missing] = [keptNotice(7), missingImages('A pack is missing.')];

it('notices of several subjects stand beside one another, in the order of their subjects', () => {
  const notices = withNotice(withNotice([missing], kept), outcome('info', 'Done.'));
  expect(notices.map(({ subject }) => subject)).toEqual(['outcome', 'bringBack', 'images']);
});

it('a notice takes the place of the one of its subject, and of no other', () => {
  expect(withNotice([kept, missing], keptNotice(9))).toEqual([keptNotice(9), missing]);
  expect(withoutNotice([kept, missing], 'bringBack')).toEqual([missing]);
});

it('what training came to is done with when training starts; an offer is not', () => {
  expect(whileTraining([outcome('info', 'Done.'), kept, missing])).toEqual([kept, missing]);
});

it('a notice is new once', () => {
  const before = [kept];
  const now = withNotice(before, outcome('info', 'Done.'));
  expect(newNotices(now, before)).toEqual([outcome('info', 'Done.')]);
  expect(newNotices(now, now)).toEqual([]);
});
