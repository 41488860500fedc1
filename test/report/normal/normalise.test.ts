import { expect, test } from 'vitest';
import { goldenLine, normalise } from '../../../src/report/index.ts';
import type { Node } from '../../../src/wire/types.ts';
import { price, request, response, seen } from '../sse-replay.events.ts';

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');

/** A request to a server on `port`. */
function ask(port: number) {
  const text = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`;
  const value = `127.0.0.1:${port}`;
  return seen(
    0,
    request({
      end: text.length,
      fields: [{ name: 'Host', value }],
      content: { byteLength: 40, text: `{"url":"http://localhost:${port}/x"}` },
      layers: [
        {
          protocol: 'http1',
          space: 'wire',
          nodes: [{ kind: 'http1.field', start: 16, end: 40, name: 'Host', value }],
        },
      ],
    }),
    { bytes: base64(text) },
  );
}

/** A response of a moment. */
function answer(date: string) {
  const nodes: readonly Node[] = [
    {
      kind: 'http1.field',
      start: 17,
      end: 54,
      name: 'Date',
      value: date,
      children: [{ kind: 'http1.field-value', start: 23, end: 52, value: date }],
    },
  ];
  return seen(
    1,
    response({
      fields: [{ name: 'Date', value: date }],
      layers: [{ protocol: 'http1', space: 'wire', nodes }],
    }),
    {
      bytes: base64(`HTTP/1.1 200 OK\r\nDate: ${date}\r\n\r\n`),
    },
  );
}

test('two runs on different ports are the same', () => {
  expect(normalise(ask(41873))).toEqual(normalise(ask(50001)));
});

test('two runs at different moments are the same', () => {
  const [one, other] = ['Sun, 15 Nov 2026 08:12:31 GMT', 'Mon, 16 Nov 2026 10:00:00 GMT'].map(
    answer,
  );
  expect(one && normalise(one)).toEqual(other && normalise(other));
});

test('masks keep their length, so that ranges stay true', () => {
  const event = normalise(ask(41873));
  const text =
    event.type === 'message' ? Buffer.from(event.bytes ?? '', 'base64').toString('latin1') : '';
  expect(text).toBe('GET / HTTP/1.1\r\nHost: 127.0.0.1:00000\r\n\r\n');
});

test('a date that the scenario computed is kept', () => {
  const expires = { name: 'Expires', value: 'Sun, 15 Nov 2026 08:12:31 GMT' };
  expect(normalise(seen(0, response({ fields: [expires] })))).toMatchObject({
    message: { fields: [expires] },
  });
});

test('bytes that are no text survive', () => {
  const bytes = Buffer.from([0, 255, 128, 13, 10]).toString('base64');
  expect(normalise(seen(0, price(1, 2), { bytes }))).toHaveProperty('bytes', bytes);
});

test('measured times are taken off', () => {
  const query = {
    type: 'query',
    at: 3,
    client: 'api',
    database: 'db',
    sql: 'SELECT 1',
    parameters: [],
    rows: 1,
    durationUs: 312,
  } as const;
  expect(normalise(query)).toEqual({ ...query, durationUs: 0 });
});

test('the event that was given stays as it was', () => {
  const event = ask(41873);
  normalise(event);
  expect(event).toEqual(ask(41873));
});

test('a golden line holds what a reader would miss, and a hash for the bytes', () => {
  expect(goldenLine(ask(41873))).toMatchInlineSnapshot(`
    "{"type":"message","at":0,"connection":1,"delivery":"whole","lane":"client → prices","kind":"http-request","summary":"GET /prices HTTP/1.1","range":"0–41","exchange":1,"fields":["Host: 127.0.0.1:00000"],"content":{"byteLength":40,"text":"{\\"url\\":\\"http://localhost:00000/x\\"}"},"layers":["http1 (wire): field 16–40"],"bytes":"sha256:e78338ff8a2d"}
    "
  `);
});
