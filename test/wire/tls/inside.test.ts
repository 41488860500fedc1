import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dissectConnection, KeyLines, limits, plaintextOf } from '../../../src/wire/index.ts';
import type { Dissector, Message } from '../../../src/wire/types.ts';
import { dissect, gaps, type Turn } from '../http1/conversation.ts';
import { handshake, record } from './records.ts';
import {
  encryptedExtensions,
  finished,
  hello,
  keyLogLines,
  Sealer,
  secrets,
  serverHello13,
} from './sealed.ts';

const request = 'GET /orders HTTP/1.1\r\nHost: shop.example\r\n\r\n';
const answer = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n';
const body = '{"open":12}';
const keyUpdate = handshake(24, Buffer.from([0]));
const ticket = handshake(4, Buffer.alloc(40, 6));
const closeNotify = Buffer.from([1, 0]);

/** A conversation with all that moves keys and cuts messages: padding, updates of keys, tickets, small records. */
function conversation(): Turn[] {
  const [toServer, toClient] = [
    new Sealer(secrets.CLIENT_HANDSHAKE_TRAFFIC_SECRET),
    new Sealer(secrets.SERVER_HANDSHAKE_TRAFFIC_SECRET),
  ];
  const client = new Sealer(secrets.CLIENT_TRAFFIC_SECRET_0);
  const server = new Sealer(secrets.SERVER_TRAFFIC_SECRET_0);
  const turns: Turn[] = [
    ['client', hello],
    ['server', record(22, serverHello13())],
    ['server', toClient.seal(22, Buffer.concat([encryptedExtensions('http/1.1'), finished]), 9)],
    ['client', toServer.seal(22, finished)],
    ['client', client.seal(23, request.slice(0, 10), 100)],
    ['server', server.seal(22, ticket.subarray(0, 7))],
    ['server', server.seal(22, ticket.subarray(7))],
    ['client', client.seal(22, keyUpdate)],
  ];
  client.update();
  turns.push(['client', client.seal(23, request.slice(10))]);
  turns.push(['server', server.seal(23, answer)], ['server', server.seal(22, keyUpdate)]);
  server.update();
  for (const letter of body) turns.push(['server', server.seal(23, letter)]);
  turns.push(['client', client.seal(23, request)], ['server', server.seal(23, answer + body)]);
  turns.push(['server', server.seal(21, closeNotify)], ['client', client.seal(21, closeNotify)]);
  return turns;
}

function keyLog(lines: readonly string[] = keyLogLines): KeyLines {
  const log = new KeyLines();
  for (const line of lines) log.add(line);
  return log;
}

const read = (turns: readonly Turn[], cuts?: readonly number[], log = keyLog()) =>
  dissect(turns, cuts, dissectConnection({ keyLog: log }));

const insides = (messages: readonly Message[]) =>
  messages.filter((message) => message.inside !== undefined);
const summaries = (messages: readonly Message[]) => insides(messages).map(({ summary }) => summary);
const outsides = (messages: readonly Message[]) =>
  messages.filter((message) => message.inside === undefined).map(({ start, end }) => [start, end]);

describe('what is inside TLS', () => {
  it('is read through padding, key updates and records of any size', () => {
    const messages = read(conversation());
    expect(summaries(messages)).toEqual([
      'encrypted_extensions, finished',
      'finished',
      'handshake, more follows',
      'new_session_ticket',
      'key_update',
      'GET /orders HTTP/1.1',
      'key_update',
      'HTTP/1.1 200 OK',
      'GET /orders HTTP/1.1',
      'HTTP/1.1 200 OK',
      'alert warning close_notify',
      'alert warning close_notify',
    ]);
    expect(messages.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('says where it lies, in the plaintext and in the records', () => {
    const messages = read(conversation());
    const [first] = messages.filter(({ kind }) => kind === 'http-request');
    const records = messages.filter(
      ({ kind, direction }) => kind === 'tls-record' && direction === 'client-to-server',
    );
    // Between its two records lies the one with the key update.
    expect(first?.inside).toEqual({
      protocol: 'tls',
      start: 0,
      end: request.length,
      records: [2, 4].map((at) => ({ start: records[at]?.start, end: records[at]?.end })),
    });
    expect([first?.start, first?.end]).toEqual([records[2]?.start, records[4]?.end]);
    expect(first?.layers.map(({ space }) => space)).toEqual(['plaintext']);
    expect(first && Buffer.from(plaintextOf(first) ?? []).toString()).toBe(request);
  });

  it('is not looked at more closely than somebody wants', () => {
    const https = insides(read(conversation())).filter(({ kind }) => kind.startsWith('http-'));
    const layers = https.flatMap((message) => message.layers);
    expect(layers.length).toBeGreaterThan(3);
    const isLazy = (layer: object) => Object.getOwnPropertyDescriptor(layer, 'nodes')?.get;
    expect(layers.filter((layer) => layer.space === 'plaintext').every(isLazy)).toBe(true);
  });

  it('tiles the plaintext', () => {
    for (const direction of ['client-to-server', 'server-to-client']) {
      let at = 0;
      for (const message of insides(read(conversation()))) {
        if (message.direction !== direction || message.kind === 'tls-content') continue;
        expect(message.inside?.start).toBe(at);
        at = message.inside?.end ?? 0;
      }
      expect(at).toBe(
        direction === 'client-to-server' ? 2 * request.length : 2 * (answer + body).length,
      );
    }
  });

  it('is the same however the bytes are cut', () => {
    const whole = read(conversation());
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 9 }),
        (cuts) => {
          expect(read(conversation(), cuts)).toEqual(whole);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('changes no record, whenever the secrets come', () => {
    const whole = read(conversation());
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 4, maxLength: 4 }), (times) => {
        const log = new KeyLines();
        const dissector = dissectConnection({ keyLog: log });
        const late: Dissector & { calls: number } = {
          calls: 0,
          push(direction, bytes) {
            const messages = [...dissector.push(direction, bytes)];
            for (const [index, time] of times.entries()) {
              if (time === this.calls) log.add(keyLogLines[index] ?? '');
            }
            this.calls++;
            return [...messages, ...(dissector.wake?.() ?? [])];
          },
          end: (direction, how) => dissector.end(direction, how),
        };
        const messages = dissect(conversation(), undefined, late);
        expect(outsides(messages)).toEqual(outsides(whole));
        expect(summaries(messages).filter((text) => !text.includes('key log'))).toEqual(
          times.every((time) => time < late.calls) ? summaries(whole) : expect.anything(),
        );
      }),
      { numRuns: 80 },
    );
  });

  it.each([
    ['is complete behind close_notify', true, []],
    ['is not complete if the connection just ends', false, ['unfinished-message']],
  ])('a body that the end of the connection ends %s', (_, closes, codes) => {
    const turns = conversation().slice(0, 4);
    const client = new Sealer(secrets.CLIENT_TRAFFIC_SECRET_0);
    const server = new Sealer(secrets.SERVER_TRAFFIC_SECRET_0);
    turns.push(['client', client.seal(23, request)]);
    turns.push(['server', server.seal(23, 'HTTP/1.1 200 OK\r\n\r\nhello')]);
    if (closes) turns.push(['server', server.seal(21, closeNotify)]);
    const answers = read(turns).filter(({ kind }) => kind === 'http-response');
    expect(answers.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(codes);
  });

  it('is told of one line at a time, before what it opens', () => {
    const told: string[] = [];
    const keys = { keyLog: keyLog(), tellSecret: (line: string) => void told.push(line) };
    const dissector = dissectConnection(keys);
    const [first, second] = conversation();
    for (const turn of [first, second]) {
      const [side, bytes] = turn ?? [];
      if (!(bytes instanceof Uint8Array)) continue;
      dissector.push(side === 'client' ? 'client-to-server' : 'server-to-client', bytes);
    }
    expect(new Set(told)).toEqual(new Set(keyLogLines));
  });
});

describe('without the right secrets', () => {
  const unread = (messages: readonly Message[]) =>
    messages.flatMap((message) =>
      message.kind === 'tls-content' && message.unread !== undefined ? [message.unread] : [],
    );

  it('records are shown as ever, and it says once why nothing is read', () => {
    const bare = dissect(conversation());
    const messages = read(conversation(), undefined, new KeyLines());
    expect(outsides(messages)).toEqual(outsides(bare));
    expect(unread(messages)).toEqual(['no-secret']);
    expect(insides(messages)).toHaveLength(1);
    expect(gaps(bare, conversation())).toEqual([]);
  });

  it('no more is kept than the cap, and nothing is read behind it', () => {
    const log = new KeyLines();
    const dissector = dissectConnection({ keyLog: log });
    const messages: Message[] = [];
    const sealer = new Sealer(secrets.SERVER_HANDSHAKE_TRAFFIC_SECRET);
    messages.push(...dissector.push('client-to-server', hello));
    messages.push(...dissector.push('server-to-client', record(22, serverHello13())));
    const large = sealer.seal(23, Buffer.alloc(16_000));
    for (let sent = 0; sent < 2 * limits.tlsHeld; sent += large.length) {
      messages.push(...dissector.push('server-to-client', large));
    }
    expect(unread(messages)).toEqual(['no-secret']);
    for (const line of keyLogLines) log.add(line);
    expect(dissector.wake?.()).toEqual([]);
    expect(unread([...dissector.end('client-to-server', 'fin')])).toEqual([]);
  });

  it('a secret of another connection is a problem that is named', () => {
    const other = keyLogLines.map((line) => line.replace(/02(?=(02)*$)/g, 'aa'));
    const messages = read(conversation(), undefined, keyLog(other));
    expect(unread(messages)).toEqual(['no-match']);
    expect(messages.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual([
      'tls-secret-does-not-fit',
    ]);
  });

  it('a cipher suite that is not read is named', () => {
    const turns = conversation();
    turns[1] = ['server', record(22, serverHello13(0x1304))];
    expect(unread(read(turns))).toEqual(['cipher']);
  });

  it('nothing is thrown, whatever the bytes', () => {
    const sound = conversation();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(400), fc.nat(255)), { maxLength: 4 }),
        (changes) => {
          const turns = sound.map(
            ([side, bytes]): Turn => [side, Buffer.from(bytes as Uint8Array)],
          );
          for (const [turn, at, byte] of changes) {
            const [, bytes] = turns[turn] ?? [];
            if (bytes instanceof Uint8Array && at < bytes.length) bytes[at] = byte;
          }
          const messages = read(turns);
          expect(JSON.parse(JSON.stringify(messages))).toEqual(messages);
          expect(
            gaps(
              messages.filter(({ inside }) => inside === undefined),
              turns,
            ),
          ).toEqual([]);
        },
      ),
      { numRuns: 120 },
    );
  });
});

describe('a key log', () => {
  it('takes what RFC 9850 writes, and passes over the rest', () => {
    const log = new KeyLines();
    const random = 'AB'.repeat(32);
    expect(log.add('# a comment')).toBe(false);
    expect(log.add('')).toBe(false);
    expect(log.add(`ECH_SECRET ${random} ${'01'.repeat(32)}`)).toBe(false);
    expect(log.add(`CLIENT_RANDOM ${random} 01`)).toBe(false);
    expect(log.add(`CLIENT_RANDOM ${random} ${'01'.repeat(48)}`)).toBe(true);
    expect(log.secret('CLIENT_RANDOM', random.toLowerCase())).toEqual(Buffer.alloc(48, 1));
    expect(log.secret('EXPORTER_SECRET', random.toLowerCase())).toBeUndefined();
  });
});
