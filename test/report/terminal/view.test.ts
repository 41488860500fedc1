import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { type Knowledge, type TerminalOptions, terminalView } from '../../../src/report/index.ts';
import { cellCount } from '../../../src/text/cells.ts';
import { dissect } from '../../wire/http1/conversation.ts';
import { block, flag, frame, get, ok, opening } from '../../wire/http2/frames.ts';
import { anyEvent } from '../any-event.ts';
import { manyThings } from '../many-things.events.ts';
import {
  price,
  request,
  response,
  scenario,
  seen,
  sseEvent,
  sseReplay,
} from '../sse-replay.events.ts';

/** Few facts, so that these pictures change only with the view. */
const knowledge: Knowledge = {
  annotateField(name, value) {
    const remarks: Readonly<Record<string, string>> = {
      accept: value === 'text/event-stream' ? 'asks for a stream of events' : 'what you can read',
      'last-event-id': 'asks for what came after this id',
      'retry-after': 'how long to wait before the next attempt',
    };
    const text = remarks[name.toLowerCase()];
    return text === undefined ? undefined : { text, source: 'HTML Standard §9.2.4' };
  },
  annotateStatus: (code) =>
    code === 429
      ? { text: 'you sent too many requests; slow down', source: 'RFC 6585 §4' }
      : undefined,
  annotateMethod: () => undefined,
};

function shown(events: readonly TranscriptEvent[], options: Partial<TerminalOptions> = {}): string {
  const view = terminalView({ width: 80, colour: false, wire: 'brief', knowledge, ...options });
  return events.map((event) => view.write(event)).join('') + view.release();
}

const toApi = { client: 'client', server: 'api' } as const;
const answered = (at: number, status: number, reason: string) => [
  seen(at, request({ target: '/orders', exchange: at + 1 }), toApi),
  seen(at, response({ status, reason, exchange: at + 1 }), toApi),
];
const step = (number: number, title = 'Go on'): TranscriptEvent => ({
  type: 'step',
  at: 0,
  step: number,
  id: `step-${number}`,
  title,
});
const query = (sql: string): TranscriptEvent => ({
  type: 'query',
  at: 1,
  client: 'api',
  database: 'db',
  sql,
  parameters: [],
  rows: 1,
  durationUs: 200,
});
const check = (holds: boolean, predicted: 'holds' | 'breaks'): TranscriptEvent => ({
  type: 'check',
  at: 1,
  id: 'placed-once',
  promise: 'MUST place the order once',
  strength: 'must',
  source: 'RFC 9110 §9.2.2',
  holds,
  predicted,
  actual: '2 orders',
  expected: '1 order',
});

describe('the whole picture', () => {
  test.each([40, 80, 120])('of a resumed stream in %i columns', async (width) => {
    await expect(shown(sseReplay, { width })).toMatchFileSnapshot(
      `../goldens/sse-replay-${width}.txt`,
    );
  });

  test.each([40, 80, 120])('of nearly everything in %i columns', async (width) => {
    await expect(shown(manyThings, { width })).toMatchFileSnapshot(
      `../goldens/many-things-${width}.txt`,
    );
  });

  test('in full', async () => {
    await expect(shown(manyThings, { width: 100, wire: 'full' })).toMatchFileSnapshot(
      '../goldens/many-things-full.txt',
    );
  });
});

describe('what holds for every transcript', () => {
  const options = fc.record({
    width: fc.integer({ min: 40, max: 200 }),
    wire: fc.constantFrom('brief' as const, 'full' as const, 'hex' as const),
  });

  test('no line is longer than the terminal is wide', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), options, (events, { width, wire }) => {
        const lines = shown(events, { width, wire }).split('\n');
        expect(lines.filter((line) => cellCount(line) > width)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('nothing that acts on a terminal gets through', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), options, (events, { width, wire }) => {
        expect(shown(events, { width, wire })).not.toMatch(/[^\P{Cc}\n]|[\p{Cs}\u202a-\u202e]/u);
      }),
      { numRuns: 300 },
    );
  });

  test('colour adds nothing but colour', () => {
    const coloured = shown(manyThings, { colour: true });
    expect(coloured).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured)).toBe(shown(manyThings));
  });
});

describe('brief', () => {
  test('folds the rest of many messages', () => {
    const events = Array.from({ length: 300 }, (_, at) => answered(at, 200, 'OK')).flat();
    const text = shown([scenario(), step(1), ...events, step(2)]);
    expect(text).toMatch(/ {2}298 like it, 299 ms later$/m);
    expect(text.match(/GET \/orders/g)).toHaveLength(2);
  });

  test('folds nothing away that is to be kept', () => {
    const events = Array.from({ length: 300 }, (_, at) => answered(at, 200, 'OK')).flat();
    const keeps = (event: TranscriptEvent) => event.at === 200;
    const text = shown([scenario(), step(1), ...events, step(2)], { keeps });
    expect(text.match(/GET \/orders/g)).toHaveLength(3);
    expect(text).toMatch(/ {2}199 like it, 200 ms later$/m);
  });

  test('shows the first refusal after many successes', () => {
    const events = Array.from({ length: 20 }, (_, at) => answered(at, 200, 'OK')).flat();
    const text = shown([scenario(), step(1), ...events, ...answered(21, 429, 'Too Many Requests')]);
    expect(text).toContain('429 Too Many Requests');
  });

  test('shows the first and the last of many queries that differ in their values', () => {
    const queries = Array.from({ length: 50 }, (_, id) =>
      query(`SELECT name FROM products WHERE id = ${id}`),
    );
    const text = shown([scenario(), step(1), ...queries, step(2)]);
    expect(text.match(/SELECT/g)).toHaveLength(2);
    expect(text).toContain('… 48 more like it …');
  });

  test('tells once of a time to reconnect that stays the same', () => {
    const retry = sseEvent({ outcome: 'empty', retryMs: 1000 });
    const events = [1, 2, 3, 4, 5, 6].flatMap((id) => [seen(id, retry), seen(id, price(id, 100))]);
    const text = shown([scenario(), step(1), ...events, step(2)]);
    expect(text.match(/retry: 1000 ms/g)).toHaveLength(1);
    expect(text).toContain('id: 6 ·');
    expect(text).toMatch(/ {2}\d like it, \d ms later$/m);
  });

  test('a fold stands above what did not arrive', () => {
    const events = [1, 2, 3, 4, 5, 6].map((id) => seen(id, price(id, 100)));
    const lost: TranscriptEvent = { ...seen(7, price(7, 100)), delivery: 'none' };
    const told = (last: TranscriptEvent) => shown([scenario(), step(1), ...events, last, step(2)]);
    expect(told(lost)).toMatch(/^ +… \d more like it, \d ms …\n.*╳ never delivered$/m);
    expect(told(seen(7, price(7, 100)))).toMatch(/ {2}\d like it, \d ms later$/m);
  });

  test('says of each row how much later it was', () => {
    const beat = [1, 2, 3].flatMap((id): TranscriptEvent[] => [
      { type: 'wait', at: id * 250, from: (id - 1) * 250 },
      seen(id * 250, price(id, 100)),
    ]);
    expect(shown([scenario(), step(1), ...beat]).match(/ 250 ms later$/gm)).toHaveLength(3);
  });

  test('explains a field once and not in every message', () => {
    const fields = [{ name: 'Accept', value: 'text/event-stream' }];
    const ask = seen(0, request({ fields }));
    expect(shown([scenario(), step(1), ask, ask]).match(/asks for a stream/g)).toHaveLength(1);
  });

  test('explains a field of the story once, and shows its value each time', () => {
    const ask = (id: string) =>
      seen(0, request({ fields: [{ name: 'Last-Event-ID', value: id }] }));
    const text = shown([scenario(), step(1), ask('3'), step(2), ask('7')]);
    expect(text.match(/asks for what came after this id/g)).toHaveLength(1);
    expect(text).toContain('Last-Event-ID: 7');
  });

  test('shows a field of the story although it is routine', () => {
    const ask = seen(0, request({ fields: [{ name: 'Connection', value: 'close' }] }));
    expect(shown([scenario({ focus: ['connection'] }), step(1), ask])).toContain(
      'Connection: close',
    );
  });
});

describe('checks', () => {
  test('a broken promise that was predicted says so', () => {
    expect(shown([scenario(), check(false, 'breaks')])).toContain(
      'broken as predicted: 2 orders · expected 1 order',
    );
  });

  test('a broken promise that was not predicted shows expected and actual on their own lines', () => {
    const lines = shown([scenario(), check(false, 'holds')])
      .split('\n')
      .map((line) => line.trim());
    expect(lines).toEqual(
      expect.arrayContaining([
        'NOT AS PREDICTED: it broke',
        'expected  1 order',
        'actual    2 orders',
      ]),
    );
  });

  test.each([
    ['1 placed · 12 charged', '· 1 placed · …'],
    ['1 placed · 1 charged', '· 1 placed · 1 charged'],
    ['201, Location: /products/5', '· 201, Location: …'],
    ['401, WWW-Authenticate', '· 401 …'],
    ['abcdefghijklmnopqrstuvwxyz', ''],
  ])('of what was seen whole words are shown: %s', (actual, seenOf) => {
    const width = '  ✓ MUST place the order once · 1 placed · 1 charged'.length;
    const told = shown([scenario(), { ...check(true, 'holds'), actual } as TranscriptEvent], {
      width,
    });
    const row = told.split('\n').find((each) => each.includes('✓'));
    if (seenOf === '') expect(row).not.toMatch(/abc|…/);
    else expect(row).toBe(`  ✓ MUST place the order once ${seenOf}`);
  });

  test('a promise that holds although it must break is unmistakable', () => {
    expect(shown([scenario(), check(true, 'breaks')])).toContain('NOT AS PREDICTED: it holds');
  });
});

test('a response that never arrived says so', () => {
  const text = shown([scenario(), step(1), seen(3, response(), { delivery: 'none' })]);
  expect(text).toMatch(/client ← prices .*200 OK {2}╳ never delivered/);
});

test('from a later step on, the header and the checks are still there', () => {
  const text = shown(
    [scenario(), step(1, 'First'), seen(0, request()), step(2, 'Second'), check(true, 'holds')],
    {
      fromStep: 2,
    },
  );
  expect(text).toContain('Resume a dropped stream');
  expect(text).not.toContain('First');
  expect(text).not.toContain('GET /prices');
  expect(text).toContain('Second');
  expect(text).toContain('✓ MUST place the order once');
});

test('hex labels every byte with what it is', () => {
  const bytes = 'GET / HTTP/1.1\r\n\r\n';
  const leaf = (kind: string, start: number, end: number) => ({
    kind: `http1.${kind}`,
    start,
    end,
  });
  const nodes = [
    leaf('method', 0, 3),
    leaf('space', 3, 4),
    leaf('target', 4, 5),
    leaf('space', 5, 6),
    leaf('version', 6, 14),
    leaf('line-end', 14, 16),
    leaf('section-end', 16, 18),
  ];
  const ask = request({ end: 18, layers: [{ protocol: 'http1', space: 'wire', nodes }] });
  const text = shown(
    [scenario(), step(1), seen(0, ask, { bytes: Buffer.from(bytes).toString('base64') })],
    {
      wire: 'hex',
    },
  );
  expect(
    text
      .split('\n')
      .filter((line) => /^ +\d{6} {2}/.test(line))
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "  000000  47 45 54 20              GET       method, space
      000004  2f 20                    /         target, space
      000006  48 54 54 50 2f 31 2e 31  HTTP/1.1  version, line-end
      000014  0d 0a                    ··
      000016  0d 0a                    ··        section-end"
  `);
});

test('two scenarios in one transcript are shown apart', () => {
  expect(shown([scenario(), scenario()])).toMatch(/\n\n {2}sse-replay/);
});

describe('the end', () => {
  const end = sseReplay.filter((event) => event.type === 'end');

  test('of a scenario of the catalogue names the lesson and the cards of its group', () => {
    const sse = new Set(['sse']);
    expect(shown([scenario(), ...end], { taught: { lessons: sse, cards: sse } })).toContain(
      'Learn: apilab learn sse · Quiz: apilab quiz sse',
    );
  });

  test.each([
    ['no cards yet', ['sse'], [], 'Learn: apilab learn sse\n'],
    ['no lesson yet', ['idem'], ['sse'], 'Quiz: apilab quiz sse\n'],
  ])('names what there is, of a group with %s', (_, lessons, cards, named) => {
    const taught = { lessons: new Set(lessons), cards: new Set(cards) };
    const text = shown([scenario(), ...end], { taught });
    expect(text).toContain(named);
    expect(text.match(/apilab (?:learn|quiz)/g)).toHaveLength(1);
  });

  test("of a scenario of one's own names none, as there are none", () => {
    const own = scenario({ file: './mine.ts' });
    expect(shown([own, ...end])).toContain('apilab run ./mine.ts --variant forget');
    expect(shown([own, ...end])).not.toMatch(/learn|quiz/);
  });
});

test('a chart tells three empty bins or more in one row', () => {
  const bins = [2, 0, 0, 1, 0, 0, 0, 1].map((value, index) => ({ label: `${index}`, value }));
  const chart: TranscriptEvent = {
    type: 'chart',
    at: 0,
    title: 'Arrivals',
    binLabel: 'second',
    unit: 'requests',
    bins,
  };
  const rows = shown([chart], { width: 20, wire: 'full' })
    .split('\n')
    .map((row) => row.trimEnd());
  expect(rows.filter((row) => /^ *[\d…]/.test(row)).map((row) => row.replaceAll('█', ''))).toEqual([
    '  0  2',
    '  1  0',
    '  2  0',
    '  3  1',
    '  …  0, 3 times',
    '  7  1',
  ]);
});

test('what is pushed stands with its promise, and the page on a row of its own', () => {
  const style = block({ ':method': 'GET', ':scheme': 'http', ':path': '/a.css' });
  const frames = [
    frame('PUSH_PROMISE', flag.END_HEADERS, 1, Buffer.concat([Buffer.of(0, 0, 0, 2), style])),
    frame('HEADERS', flag.END_HEADERS, 1, ok),
    frame('DATA', flag.END_STREAM, 1, 'a page'),
  ];
  const messages = dissect([
    ['client', Buffer.concat([opening.client, frame('HEADERS', 5, 1, get)])],
    ['server', Buffer.concat([opening.server, ...frames])],
  ]);
  const text = shown(messages.map((message) => seen(0, message, toApi)));
  expect(text).toMatch(/promises GET \/a\.css · stream 2\n/);
  expect(text).toMatch(/ DATA a page\n/);
});
