import { expect, it } from 'vitest';
import { bodyLines } from '../../../src/report/story/kinds/text-lines.ts';
import { partBlocks } from '../../../src/report/story/multipart.ts';
import type { Sight } from '../../../src/report/story/sight.ts';
import type { ContentPart } from '../../../src/wire/types.ts';

const part = (head: string, byteLength: number, text?: string): ContentPart => ({
  fields: [
    { name: 'Content-Disposition', value: `form-data; ${head}` },
    ...(head.includes('filename') ? [{ name: 'Content-Type', value: 'image/png' }] : []),
  ],
  byteLength,
  ...(text === undefined ? {} : { text }),
});
const parts = [part('name="note"', 2, 'hi'), part('name="file"; filename="a.png"', 1200)];
const rows = (
  detail: 'brief' | 'full',
  content: { byteLength: number; truncated?: boolean },
  of = parts,
) =>
  partBlocks(content, of, { detail, cells: 80 } as Sight).map(({ row }) =>
    row.map(({ text }) => text).join(''),
  );

it('in brief a part is a row, a text by what it says and a file by its length', () => {
  expect(rows('brief', { byteLength: 1500 })).toEqual([
    'part "note": hi',
    'part "file": a.png, image/png  (1,200 bytes)',
  ]);
});

it.each([
  ['name="file"; filename="a\\"b.png"', 'part "file": a\\"b.png, image/png  (9 bytes)'],
  ['filename="a; name=x.png"; name="file"', 'part "file": a; name=x.png, image/png  (9 bytes)'],
  ['Name=file; filename=a.png', 'part "file": a.png, image/png  (9 bytes)'],
])('a part with %s is %s', (head, row) => {
  expect(rows('brief', { byteLength: 9 }, [part(head, 9)])).toEqual([row]);
});

it('a part that was not kept whole has no length of its own', () => {
  expect(rows('brief', { byteLength: 9000, truncated: true }).at(-1)).toBe(
    'part "file": a.png, image/png  (not kept whole; 9,000 bytes in all)',
  );
});

it('of many parts some are shown, and how many more there are', () => {
  const many = Array.from({ length: 900 }, () => part('name="a"', 1, 'x'));
  expect(rows('brief', { byteLength: 9000 }, many)).toHaveLength(5);
  expect(rows('brief', { byteLength: 9000 }, many).at(-1)).toBe('… 896 more parts');
});

it('in full a part has its fields, and below a blank row what it holds', () => {
  expect(rows('full', { byteLength: 1500 })).toEqual([
    ...['part', 'Content-Disposition: form-data; name="note"', '', 'hi'],
    ...['part', 'Content-Disposition: form-data; name="file"; filename="a.png"'],
    ...['Content-Type: image/png', '', '(1,200 bytes)'],
  ]);
});

it('signs look into each part', () => {
  expect(bodyLines({ byteLength: 1500, parts: parts.slice(0, 1) })).toEqual([
    ...['', '--', 'Content-Disposition: form-data; name="note"', '', 'hi'],
  ]);
});
