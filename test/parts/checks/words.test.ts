import { counted, listed, tally } from 'apilab/parts/checks/words';
import { expect, it } from 'vitest';

it('says findings in one line, with their nouns', () => {
  expect(listed('4 refused', counted(1, 'parcel'))).toBe('4 refused · 1 parcel');
  expect([0, 1, 2].map((count) => counted(count, 'entry', 'entries'))).toEqual([
    '0 entries',
    '1 entry',
    '2 entries',
  ]);
});

it('tallies values in the order of their first coming', () => {
  expect(tally(['409', '201', '409'])).toEqual(['2 × 409', '1 × 201']);
});
