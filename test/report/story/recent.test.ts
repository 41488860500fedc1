import { expect, it } from 'vitest';
import { RecentMap, RecentSet } from '../../../src/report/story/recent.ts';

it('remembers the last 10,000 keys', () => {
  const seen = new RecentSet();
  for (let key = 0; key < 35_000; key++) seen.add(key);
  for (let key = 25_000; key < 35_000; key++) expect(seen.has(key)).toBe(true);
});

it('forgets what came long before', () => {
  const seen = new RecentSet();
  for (let key = 0; key < 35_000; key++) seen.add(key);
  expect(seen.has(0)).toBe(false);
});

it('keeps what is asked for again and again', () => {
  const values = new RecentMap<string>();
  values.set('first', 'kept');
  for (let key = 0; key < 50_000; key++) {
    values.set(key, 'passing');
    if (key % 5_000 === 0) values.get('first');
  }
  expect(values.get('first')).toBe('kept');
});
