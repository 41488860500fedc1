import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { pictureOf } from '../../../src/report/picture/picture.ts';
import { svgOfStep, svgReport } from '../../../src/report/svg/report.ts';
import { anyEvent } from '../any-event.ts';
import { manyThings } from '../many-things.events.ts';
import { price, request, scenario, seen, sseReplay } from '../sse-replay.events.ts';
import { written } from '../written.ts';
import { namesInXml } from './well-formed.ts';

const svg = (events: readonly TranscriptEvent[]) => written(svgReport(), events);

/** Width and height in pixels. */
function sizeOf(picture: string): readonly number[] {
  const [, width, height] = /^<svg [^>]*width="(\d+)" height="(\d+)"/.exec(picture) ?? [];
  return [Number(width), Number(height)];
}

/** The words in the order of the file, without style sheet. */
const words = (picture: string) =>
  picture
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]+>/g, '\n')
    .replace(/\n+/g, '\n');

const long: readonly TranscriptEvent[] = [
  scenario(),
  { type: 'step', at: 0, step: 1, id: 'long', title: 'Ask on and on' },
  ...Array.from(
    { length: 60 },
    (_, index): TranscriptEvent => ({
      type: 'check',
      at: index,
      id: `check-${index}`,
      promise: `must answer request ${index}`,
      strength: 'must',
      source: 'lab',
      holds: true,
      predicted: 'holds',
      actual: `answered ${index}`,
      expected: '',
    }),
  ),
];

test('steps, arrows, the fault, the wait and the check are in it', () => {
  const said = words(svg(sseReplay));
  expect(said).toContain('Lose the connection');
  expect(said).toContain('the tap resets the connection (RST to both ends)');
  expect(said).toContain('… 1 s pass …');
  expect(said).toContain('MUST deliver every event exactly once, in order');
});

test('it says what it is to whom cannot see it', () => {
  expect(svg(sseReplay)).toMatch(/role="img"[^>]*>\s*<title>[^<]+<\/title><desc>[^<]+<\/desc>/);
});

test('no picture is higher than a slide holds: a long step goes on in the next column, and says so', () => {
  const picture = svg(long);
  const [width = 0, height = 0] = sizeOf(picture);
  expect(height).toBeLessThanOrEqual(1_200);
  expect(width).toBeGreaterThan(1_000);
  expect(words(picture)).toContain('Ask on and on, continued');
  for (let index = 0; index < 60; index++) {
    expect(words(picture)).toContain(`must answer request ${index} \n`);
  }
});

test('what no slide could hold is cut off, and the picture says so', () => {
  const note = (at: number): TranscriptEvent => ({ type: 'note', at, text: 'word '.repeat(4_000) });
  const picture = svg([...long, ...Array.from({ length: 20 }, (_, at) => note(at))]);
  expect(sizeOf(picture)[1]).toBeLessThanOrEqual(1_200);
  expect(words(picture)).toContain('Only the beginning is drawn');
});

test('several scenarios stand below each other', () => {
  const [one, two] = [svg(sseReplay), svg([...sseReplay, ...sseReplay])].map(sizeOf);
  expect(two?.[1]).toBe(2 * (one?.[1] ?? 0));
});

test('a step alone has only the lanes that it uses', () => {
  const story = [
    ...sseReplay,
    { type: 'step', at: 9_000, step: 9, id: 'other', title: 'Somebody else' } as const,
    seen(9_000, request(), { connection: 9, client: 'ada', server: 'ben' }),
  ];
  const picture = pictureOf(story);
  const last = picture.steps.at(-1);
  const said = last === undefined ? '' : words(svgOfStep(picture, last));
  expect(said).toContain('Somebody else');
  expect(said).toContain('ada');
  expect(said).not.toContain('\nprices\n');
});

test('hostile text stays text', () => {
  const hostile = '</text><script>alert(1)</script>&lt;"\u0007\ud800\uffff]]>';
  const picture = svg([
    scenario({ title: hostile, claim: hostile }),
    { type: 'note', at: 0, text: hostile },
    seen(0, { ...price(1, 2), data: hostile }),
  ]);
  expect(namesInXml(picture)).not.toContain('script');
});

test('whatever the events say, it is XML of these elements, and no higher than it may be', () => {
  const known =
    /^(?:svg|title|desc|style|rect|g|line|path|text|tspan|@(?:xmlns|width|height|viewBox|role|xml:space|class|x|y|rx|x1|x2|y1|y2|d|transform|text-anchor))$/;
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 8 }), (events) => {
      const picture = svg(events);
      for (const name of namesInXml(picture)) expect(name).toMatch(known);
      const scenarios = events.filter(({ type }) => type === 'scenario').length;
      expect(sizeOf(picture)[1]).toBeLessThanOrEqual(1_200 * (scenarios + 1));
    }),
    { numRuns: 60 },
  );
});

test('it asks for nothing and runs nothing', () => {
  const picture = svg(manyThings).replace('xmlns="http://www.w3.org/2000/svg"', '');
  expect(picture).not.toMatch(/href|url\(|@import|<script|on[a-z]+=/);
});
