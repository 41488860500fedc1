import { expect, test } from 'vitest';
import type { CrossingEvent } from '../../../src/lab/record/transcript.ts';
import { terminalView } from '../../../src/report/index.ts';
import { liveView } from '../live-view.ts';
import { request, response, scenario, seen } from '../sse-replay.events.ts';

const upload = request({ method: 'POST', target: '/up', end: 80 });
const whole = { ...upload, end: 86, content: { byteLength: 6, text: 'abcdef' } };
const goOn = response({ status: 100, reason: 'Continue' });

function crossing(at: number, end: number, head?: CrossingEvent['head']): CrossingEvent {
  return {
    type: 'crossing',
    at,
    connection: 1,
    client: 'client',
    server: 'prices',
    direction: head?.direction ?? 'client-to-server',
    messageStart: 0,
    start: 0,
    end,
    ...(head && { head }),
  };
}

/** What a view prints, its white space squeezed. */
const squeezed = (text: string) =>
  text
    .replace(/ +/g, ' ')
    .trim()
    .split('\n')
    .map((line) => line.trim());

test('a live view shows a head when it crossed, and its rest when it is whole', () => {
  const view = liveView();
  expect(view.write(crossing(5, 80, upload))).toContain('POST /up');
  expect(view.write(seen(6, goOn))).toContain('100 Continue');
  const rest = view.write(seen(2_105, whole, { begunAt: 5 }));
  expect(squeezed(rest)[0]).toMatch(/… POST \/up HTTP\/1\.1: whole after 2\.1 s, 86 B$/);
  expect(rest).toContain('abcdef');
});

test('a live view tells now and then how far a long message is, never what is in it', () => {
  const view = liveView();
  const head = response();
  view.write(crossing(0, 80, head));
  const more = (at: number, end: number) =>
    view.write({ ...crossing(at, end), direction: 'server-to-client' });
  expect(more(100, 1_000_000)).toBe('');
  expect(squeezed(more(2_500, 3_000_000))).toEqual(['… HTTP/1.1 200 OK: 3 MB so far …']);
  expect(more(2_600, 4_000_000)).toBe('');
});

test('what is on its way when a session ends is marked, and not said to be lost', () => {
  const view = liveView();
  view.write(crossing(5, 80, upload));
  const members = { delivery: 'part', deliveredBytes: 83, begunAt: 5, unfinished: true } as const;
  const rest = squeezed(view.write(seen(905, { ...whole, end: 83 }, members)));
  expect(rest[0]).toMatch(/… POST \/up HTTP\/1\.1: 83 B so far after 900 ms$/);
  expect(rest.at(-1)).toBe('… still on its way when the recording ended');
});

test('in brief, a message that nothing crossed meanwhile is told once', () => {
  const view = terminalView({ width: 100, colour: false, wire: 'brief' });
  const events = [scenario(), crossing(5, 80, upload), seen(905, whole, { begunAt: 5 })];
  const told = events.map((event) => view.write(event)).join('') + view.release();
  expect(told.match(/POST/g)).toHaveLength(1);
});

test('in brief, what crossed meanwhile stands between a head and its rest', () => {
  const view = terminalView({ width: 100, colour: false, wire: 'brief' });
  const events = [
    scenario(),
    crossing(5, 80, upload),
    seen(6, goOn),
    seen(905, whole, { begunAt: 5 }),
  ];
  const told = events.map((event) => view.write(event)).join('') + view.release();
  const order = ['POST /up', '100 Continue', '… POST /up', 'abcdef'].map((text) =>
    told.indexOf(text),
  );
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).not.toContain(-1);
});
