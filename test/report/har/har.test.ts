import { describe, expect, test } from 'vitest';
import type { MessageEvent, TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { harReport } from '../../../src/report/har/index.ts';
import type { HarEntry, HarLog } from '../../../src/report/har/types.ts';
import { dissectConnection } from '../../../src/wire/connection.ts';
import type { Direction } from '../../../src/wire/types.ts';
import { scenario } from '../sse-replay.events.ts';
import { archiveOf } from './archive.ts';

const between = { connection: 1, client: 'client', server: 'shop' } as const;
const opened: TranscriptEvent = {
  type: 'connection-opened',
  at: 0,
  ...between,
  clientPort: 51424,
  serverPort: 41873,
};

type Members = Partial<Pick<MessageEvent, 'delivery' | 'deliveredBytes'>>;

/** A connection on which somebody says something: what our dissectors make of it, as events. */
function talk() {
  const dissector = dissectConnection();
  const streams: Record<Direction, Buffer> = {
    'client-to-server': Buffer.alloc(0),
    'server-to-client': Buffer.alloc(0),
  };
  return {
    say(
      direction: Direction,
      said: string | Buffer,
      at = 0,
      members: Members = {},
    ): MessageEvent[] {
      const bytes = Buffer.from(said);
      streams[direction] = Buffer.concat([streams[direction], bytes]);
      return dissector.push(direction, bytes).map((message) => ({
        type: 'message',
        at,
        ...between,
        delivery: 'whole',
        message,
        bytes: streams[message.direction].subarray(message.start, message.end).toString('base64'),
        ...members,
      }));
    },
  };
}

function logOf(...events: readonly TranscriptEvent[]): HarLog {
  return archiveOf(events);
}

function entriesOf(...events: readonly TranscriptEvent[]): readonly HarEntry[] {
  return logOf(scenario(), opened, ...events).entries;
}

function ended(how: 'fin' | 'rst', by: 'sender' | 'tap' = 'tap'): TranscriptEvent {
  return { type: 'connection-ended', at: 9, ...between, direction: 'server-to-client', how, by };
}

const get =
  'GET /orders?state=open%20now&page=2 HTTP/1.1\r\nHost: shop.test\r\nCookie: a=1; b=2\r\n\r\n';
const ok = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]';

describe('an exchange', () => {
  const { say } = talk();
  const [entry] = entriesOf(...say('client-to-server', get, 5), ...say('server-to-client', ok, 25));

  test('has the URL that was asked for, its query decoded', () => {
    expect(entry?.request).toMatchObject({
      method: 'GET',
      url: 'http://shop.test/orders?state=open%20now&page=2',
      httpVersion: 'HTTP/1.1',
      queryString: [
        { name: 'state', value: 'open now' },
        { name: 'page', value: '2' },
      ],
    });
  });

  test('has the cookies that were sent', () => {
    expect(entry?.request.cookies).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
    ]);
  });

  test('has the response with its body and sizes', () => {
    expect(entry?.response).toMatchObject({
      status: 200,
      statusText: 'OK',
      content: { size: 2, mimeType: 'application/json', text: '[]' },
      headersSize: ok.length - 2,
      bodySize: 2,
    });
  });

  test('is timed in lab time on the day of the run', () => {
    expect(entry?.startedDateTime).toBe('2026-03-01T00:00:00.005Z');
    expect(entry).toMatchObject({ time: 20, timings: { send: 0, wait: 20, receive: 0 } });
  });

  test('says who asked whom', () => {
    expect(entry?.comment).toBe('client → shop');
  });
});

describe('a body', () => {
  const answering = (head: string, body: string | Buffer) => {
    const { say } = talk();
    const bytes = Buffer.from(body);
    const whole = `HTTP/1.1 200 OK\r\n${head}Content-Length: ${bytes.length}\r\n\r\n`;
    const [entry] = entriesOf(
      ...say('client-to-server', get),
      ...say('server-to-client', Buffer.concat([Buffer.from(whole), bytes])),
    );
    return entry?.response.content;
  };

  test('that is no text is base64', () => {
    const bytes = Buffer.from([0, 255, 1]);
    expect(answering('Content-Type: image/png\r\n', bytes)).toMatchObject({
      text: bytes.toString('base64'),
      encoding: 'base64',
      size: 3,
    });
  });

  test('is read in its charset', () => {
    const content = answering(
      'Content-Type: text/plain; charset=iso-8859-1\r\n',
      Buffer.from([0xfc]),
    );
    expect(content).toMatchObject({ text: 'ü' });
  });

  test('has its content coding taken off', async () => {
    const { gzipSync } = await import('node:zlib');
    const text = 'x'.repeat(1000);
    const sent = gzipSync(text);
    const content = answering('Content-Type: text/plain\r\nContent-Encoding: gzip\r\n', sent);
    expect(content).toMatchObject({ text, size: 1000, compression: 1000 - sent.length });
  });

  test.each(['gzip', 'deflate', 'br'])('that is not what %s makes is kept as it came', (coding) => {
    const text = JSON.stringify({ ok: true, price: 18550 });
    const head = `Content-Type: application/json\r\nContent-Encoding: ${coding}\r\n`;
    const content = answering(head, text);
    expect(content).toMatchObject({ text, size: text.length });
    expect(content).not.toHaveProperty('compression');
    expect(content?.comment).toContain('are not what this content coding makes');
    const { say } = talk();
    const asks = `POST / HTTP/1.1\r\nHost: a\r\n${head}Content-Length: ${text.length}\r\n\r\n${text}`;
    const [entry] = entriesOf(...say('client-to-server', asks));
    expect(entry?.request.postData).toMatchObject({ text });
    expect(entry?.request.postData?.comment).toContain('A content coding is still on.');
  });

  test('of a form has its parameters', () => {
    const { say } = talk();
    const form =
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\na=1+2&b=3';
    const [entry] = entriesOf(...say('client-to-server', form));
    expect(entry?.request.postData).toMatchObject({
      text: 'a=1+2&b=3',
      params: [
        { name: 'a', value: '1 2' },
        { name: 'b', value: '3' },
      ],
    });
  });
});

test('cookies that a response sets have their attributes', () => {
  const { say } = talk();
  const setting =
    'HTTP/1.1 204 No Content\r\nSet-Cookie: id=7; Path=/; HttpOnly; Expires=Wed, 21 Oct 2026 07:28:00 GMT; SameSite=Lax\r\n\r\n';
  const [entry] = entriesOf(...say('client-to-server', get), ...say('server-to-client', setting));
  expect(entry?.response.cookies).toEqual([
    {
      name: 'id',
      value: '7',
      path: '/',
      expires: '2026-10-21T07:28:00.000Z',
      httpOnly: true,
      secure: false,
      sameSite: 'Lax',
    },
  ]);
});

describe('an exchange that fails', () => {
  const fault: TranscriptEvent = {
    type: 'fault',
    at: 9,
    ...between,
    fault: { kind: 'drop-response', nth: 1, how: 'rst' },
    sentence: 'keeps the response and resets the connection',
  };

  test('has the status 0 where the response never arrived, and says why', () => {
    const { say } = talk();
    const [entry] = entriesOf(
      ...say('client-to-server', get),
      fault,
      ...say('server-to-client', ok, 9, { delivery: 'none' }),
      ended('rst'),
    );
    expect(entry?.response).toMatchObject({
      status: 0,
      headers: [],
      _error: 'net::ERR_CONNECTION_RESET',
    });
    expect(entry?.comment).toContain('The tap keeps the response and resets the connection.');
    expect(entry?.comment).toContain('Never delivered: HTTP/1.1 200 OK');
  });

  test('has what arrived of the response', () => {
    const { say } = talk();
    const cut = { delivery: 'part', deliveredBytes: ok.length - 1 } as const;
    const [entry] = entriesOf(
      ...say('client-to-server', get),
      ...say('server-to-client', ok, 9, cut),
      ended('fin'),
    );
    expect(entry?.response).toMatchObject({
      status: 200,
      content: { text: '[' },
      _error: 'net::ERR_CONTENT_LENGTH_MISMATCH',
    });
    expect(entry?.comment).toContain(`Only ${ok.length - 1} of ${ok.length} bytes were delivered`);
  });

  test('says of what broke off itself that all of it arrived', () => {
    const { say } = talk();
    const all = { delivery: 'part', deliveredBytes: ok.length } as const;
    const [entry] = entriesOf(
      ...say('client-to-server', get),
      ...say('server-to-client', ok, 9, all),
      ended('rst', 'sender'),
    );
    expect(entry?.comment).toContain(
      `Broke off after ${ok.length} bytes, which were delivered: HTTP/1.1 200 OK`,
    );
  });

  test('has no response where its head was cut', () => {
    const { say } = talk();
    const cut = { delivery: 'part', deliveredBytes: 20 } as const;
    const [entry] = entriesOf(
      ...say('client-to-server', get),
      ...say('server-to-client', ok, 9, cut),
      ended('fin'),
    );
    expect(entry?.response).toMatchObject({ status: 0, _error: 'net::ERR_EMPTY_RESPONSE' });
  });
});

const stream =
  'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n';

test('an event stream is whole, framing left out', () => {
  const { say } = talk();
  const [entry] = entriesOf(
    ...say('client-to-server', get),
    ...say('server-to-client', stream, 1),
    ...say('server-to-client', 'd\r\nid: 1\ndata: a\r\n2\r\n\n\n\r\n', 100),
    ...say('server-to-client', '9\r\ndata: b\n\n\r\n0\r\n\r\n', 250),
  );
  expect(entry?.response.content.text).toBe('id: 1\ndata: a\n\ndata: b\n\n');
  expect(entry).toMatchObject({
    _resourceType: 'eventsource',
    timings: { wait: 1, receive: 249 },
  });
  expect(entry?.response).not.toHaveProperty('_error');
});

test.each([
  ['in absolute form', 'http://shop.test/chat', 'websocket'],
  ['with two protocols', '/chat', 'h2c, WebSocket'],
])('a WebSocket %s has its messages', (_, target, protocols) => {
  const { say } = talk();
  const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
  const asks = `GET ${target} HTTP/1.1\r\nHost: shop.test\r\nUpgrade: ${protocols}\r\nConnection: Upgrade\r\n${key}\r\n`;
  const accepts =
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n';
  const [entry] = entriesOf(
    ...say('client-to-server', asks),
    ...say('server-to-client', accepts),
    ...say('server-to-client', Buffer.from([0x81, 2, 0x68, 0x69])),
  );
  expect(entry?._resourceType).toBe('websocket');
  expect(entry?._webSocketMessages?.map(({ data }) => data)).toEqual(['hi']);
});

test('UTF-8 in the target, the host and fields is read as UTF-8', () => {
  const { say } = talk();
  const named =
    'HTTP/1.1 204 No Content\r\nContent-Disposition: attachment; filename="naïve.txt"\r\n\r\n';
  const [entry] = entriesOf(
    ...say('client-to-server', 'GET /sök?q=日本 HTTP/1.1\r\nHost: bücher.example\r\n\r\n'),
    ...say('server-to-client', named),
  );
  expect(entry?.request.url).toBe('http://xn--bcher-kva.example/s%C3%B6k?q=%E6%97%A5%E6%9C%AC');
  expect(entry?.request.queryString).toEqual([{ name: 'q', value: '日本' }]);
  expect(entry?.request.headers).toEqual([{ name: 'Host', value: 'bücher.example' }]);
  expect(entry?.response.headers[0]?.value).toBe('attachment; filename="naïve.txt"');
});

test('bytes of a target that are not UTF-8 are encoded as they are', () => {
  const { say } = talk();
  const asks = Buffer.from('GET /s\xf6k HTTP/1.1\r\nHost: a\r\n\r\n', 'latin1');
  const [entry] = entriesOf(...say('client-to-server', asks));
  expect(entry?.request.url).toBe('http://a/s%F6k');
});

test('a WebSocket has its data messages, unmasked and put together', () => {
  const { say } = talk();
  const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
  const accept = 'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n';
  const upgrade = 'Upgrade: websocket\r\nConnection: Upgrade\r\n';
  const mask = [1, 2, 3, 4];
  const masked = [...Buffer.from('Hello')].map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  const [entry] = entriesOf(
    ...say('client-to-server', `GET /chat HTTP/1.1\r\nHost: shop.test\r\n${upgrade}${key}\r\n`),
    ...say('server-to-client', `HTTP/1.1 101 Switching Protocols\r\n${upgrade}${accept}\r\n`),
    ...say('client-to-server', Buffer.from([0x81, 0x85, ...mask, ...masked]), 1500),
    ...say('server-to-client', Buffer.from([0x89, 0])),
    ...say('server-to-client', Buffer.from([0x02, 1, 7, 0x80, 1, 8]), 2000),
  );
  expect(entry?.request.url).toBe('ws://shop.test/chat');
  const start = Date.parse('2026-03-01T00:00:00Z') / 1000;
  expect(entry?._webSocketMessages).toEqual([
    { type: 'send', time: start + 1.5, opcode: 1, data: 'Hello' },
    { type: 'receive', time: start + 2, opcode: 2, data: Buffer.from([7, 8]).toString('base64') },
  ]);
});

describe('the log', () => {
  test('has a page a step, with its notes and checks', () => {
    const { say } = talk();
    const log = logOf(
      scenario(),
      opened,
      { type: 'step', at: 40, step: 1, id: 'ask', title: 'Ask' },
      { type: 'note', at: 40, text: 'Nobody waits.' },
      ...say('client-to-server', get, 41),
    );
    expect(log.pages).toEqual([
      {
        startedDateTime: '2026-03-01T00:00:00.040Z',
        id: 'page_1_1',
        title: 'sse-replay (resume), step 1: Ask',
        pageTimings: {},
        comment: 'Nobody waits.',
      },
    ]);
    expect(log.entries[0]?.pageref).toBe('page_1_1');
  });

  test('tells the steps of several scenarios apart', () => {
    const step: TranscriptEvent = { type: 'step', at: 0, step: 1, id: 'ask', title: 'Ask' };
    const { pages } = logOf(scenario(), step, scenario(), step);
    expect(pages.map(({ id }) => id)).toEqual(['page_1_1', 'page_2_1']);
  });

  test('says on the page that nobody could be reached', () => {
    const { pages } = logOf(
      scenario(),
      { type: 'step', at: 0, step: 1, id: 'ask', title: 'Ask' },
      { type: 'connection-refused', at: 0, ...between, code: 'ECONNREFUSED' },
    );
    expect(pages[0]?.comment).toBe('client → shop: no connection (ECONNREFUSED)');
  });
});

describe('a run that is larger than what is held', () => {
  const busy = (count: number) => {
    const { say } = talk();
    return Array.from({ length: count }, (_, nth) => [
      ...say('client-to-server', `GET /${nth} HTTP/1.1\r\nHost: a\r\n\r\n`),
      ...say('server-to-client', ok),
    ]).flat();
  };
  const other = { connection: 2, client: 'client', server: 'shop' } as const;
  const slow: readonly TranscriptEvent[] = [
    { ...opened, ...other },
    ...talk()
      .say('client-to-server', 'GET /slow HTTP/1.1\r\nHost: a\r\n\r\n')
      .map((event) => ({ ...event, ...other })),
  ];

  test('is written as it comes, what is over ahead of what is under way', () => {
    const { entries } = archiveOf([scenario(), opened, ...slow, ...busy(50)], 10_000);
    const paths = entries.map(({ request }) => new URL(request.url).pathname);
    const quick = Array.from({ length: 50 }, (_, nth) => `/${nth}`);
    expect(paths.slice(0, 40)).toEqual(quick.slice(0, 40));
    expect(paths.filter((path) => path !== '/slow')).toEqual(quick);
    for (const { request, response, comment } of entries) {
      const isSlow = request.url.endsWith('/slow');
      expect(response.content.text).toBe(isSlow ? undefined : '[]');
      expect(comment?.includes('The recording ended before the exchange did.')).toBe(isSlow);
    }
  });

  test('holds no more than that at its end', () => {
    const report = harReport({ heldBytes: 10_000 });
    const events = [scenario(), opened, ...busy(200)];
    for (const event of events) for (const _ of report.take(event).pieces);
    expect([...report.end().pieces].join('').length).toBeLessThan(10_000);
  });

  test('stands in the order of its beginnings if it is small', () => {
    const { entries } = archiveOf([scenario(), opened, ...slow, ...busy(2)]);
    expect(entries.map(({ request }) => new URL(request.url).pathname)).toEqual([
      '/slow',
      '/0',
      '/1',
    ]);
  });
});
