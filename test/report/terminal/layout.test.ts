import { describe, expect, test } from 'vitest';
import { rowText } from '../../../src/report/story/wording.ts';
import type { Lane } from '../../../src/report/terminal/lane.ts';
import { laneRows, layoutFor, liveLayoutFor } from '../../../src/report/terminal/layout.ts';
import { formatLabTime } from '../../../src/text/quantities.ts';
import { span } from '../../../src/text/spans.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** Every form that a time can take, the widest of each. */
const times = [
  0,
  9.9,
  999,
  59.99 * second,
  minute,
  59 * minute + 59 * second,
  hour,
  23 * hour + 59 * minute,
  3 * day + 11 * hour,
  99 * day + 23 * hour,
];

const lane = (left: string, right: string): Lane => ({ left, arrow: '→', right, role: 'request' });

function linesAt(width: number, left: string, right: string): readonly string[] {
  const layout = layoutFor(width);
  return times.flatMap((at) =>
    laneRows(layout, lane(left, right), formatLabTime(at), [[span('GET /')]]).map(rowText),
  );
}

describe.each([40, 60, 80, 100])('in %i columns', (width) => {
  test.each([
    ['client', 'prices'],
    ['mallory', 'shop'],
    ['gateway', 'pricing'],
  ])('all times of %s and %s stand right-aligned in their column', (left, right) => {
    const ends = linesAt(width, left, right)
      .filter((line) => line.includes('→'))
      .map((line) => line.replace(/ *GET \/$/, '').length);
    expect(new Set(ends).size).toBe(1);
  });
});

test('beside the text, lane and time never push it out of its column', () => {
  for (const width of [80, 100]) {
    const { textColumn } = layoutFor(width);
    const starts = linesAt(width, 'gateway', 'pricing').map((line) => line.indexOf('GET'));
    expect(new Set(starts)).toEqual(new Set([textColumn]));
  }
});

test('names that fit without spaces stand close together', () => {
  expect(linesAt(80, 'gateway', 'pricing')[3]).toBe('  gateway→pricing +59.99 s  GET /');
  expect(linesAt(80, 'gateway', 'pricing')[0]).toBe('  gateway → pricing  +0 ms  GET /');
});

test('names that are longer than the column have a row of their own', () => {
  expect(linesAt(80, 'inventory-service', 'warehouse').slice(0, 2)).toEqual([
    '  inventory-service → warehouse  +0 ms',
    '                            GET /',
  ]);
});

test('a live session has room for two long names and a time of seconds with hundredths', () => {
  const [row = []] = laneRows(liveLayoutFor(80), lane('client', 'receiver'), '+11.02 s', [
    [span('GET /')],
  ]);
  expect(rowText(row)).toBe('  client → receiver  +11.02 s  GET /');
});
