import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/wire/limits.ts';
import type { Message, TlsRecord } from '../../../src/wire/types.ts';
import { codes, dissect, gaps, leaves, type Turn } from '../http1/conversation.ts';
import { clientHello, handshake, record, serverHello } from './records.ts';

const hello = clientHello({ sni: 'shop.example', alpn: ['h2'], versions: [0x0304, 0x0303] });

const recordsOf = (turns: readonly Turn[]) => dissect(turns).filter(isRecord);
function isRecord(message: Message): message is TlsRecord {
  return message.kind === 'tls-record';
}

describe('a record', () => {
  it('with a ClientHello is taken apart to its extensions', () => {
    const [message] = recordsOf([['client', record(22, hello)]]);
    expect(message).toMatchObject({
      summary: 'client_hello',
      version: 'TLS 1.2',
      sni: 'shop.example',
      alpn: ['h2'],
      versions: ['TLS 1.3', 'TLS 1.2'],
      problems: [],
    });
    expect(leaves(message).map(({ kind }) => kind.replace('tls.', ''))).toEqual([
      ...['content-type', 'version', 'length', 'handshake-type', 'handshake-length'],
      ...['legacy-version', 'random', 'session-id', 'cipher-suites', 'compression-methods'],
      'extensions-length',
      ...['extension-type', 'extension-length', 'extension-value'],
      ...['extension-type', 'extension-length', 'extension-value'],
      ...['extension-type', 'extension-length', 'extension-value'],
    ]);
  });

  it('of a client without supported_versions offers the version of its hello', () => {
    expect(recordsOf([['client', record(22, clientHello())]])[0]?.versions).toEqual(['TLS 1.2']);
  });

  it('leaves values that mean nothing (GREASE) out of what is offered', () => {
    const greased = clientHello({ versions: [0x2a2a, 0x0304], ciphers: [0x0a0a, 0x1303] });
    const [message] = recordsOf([['client', record(22, greased)]]);
    expect(message?.versions).toEqual(['TLS 1.3']);
    const suites = leaves(message).find(({ kind }) => kind === 'tls.cipher-suites');
    expect(suites?.value).toBe('TLS_CHACHA20_POLY1305_SHA256');
  });

  it('may hold several handshake messages', () => {
    const flight = Buffer.concat([serverHello(), handshake(14, Buffer.alloc(0))]);
    const [, message] = recordsOf([
      ['client', record(22, hello)],
      ['server', record(22, flight)],
    ]);
    expect(message).toMatchObject({
      handshake: ['server_hello', 'server_hello_done'],
      versions: ['TLS 1.2'],
      cipher: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    });
  });

  it.each([1, 3, 4, 5, 60])('may cut a handshake message, here after %i bytes', (cut) => {
    // The opening is recognised by a whole hello; the cut one is the second.
    const turns: Turn[] = [
      ['client', record(22, hello)],
      ['client', record(22, hello.subarray(0, cut))],
      ['client', record(22, hello.subarray(cut))],
    ];
    const [, first, second] = recordsOf(turns);
    expect(first).toMatchObject({ summary: 'handshake, more follows' });
    expect(second).toMatchObject({ handshake: ['client_hello'], sni: 'shop.example' });
    expect(second?.layers.map(({ protocol, space }) => [protocol, space])).toEqual([
      ['tls', 'wire'],
      ['tls-handshake', 'content'],
    ]);
    expect(gaps(dissect(turns), turns)).toEqual([]);
  });

  it('with an alert names it', () => {
    const [, message] = recordsOf([
      ['client', record(22, hello)],
      ['server', record(21, Uint8Array.of(2, 48))],
    ]);
    expect(message?.alert).toEqual({ level: 'fatal', code: 48, description: 'unknown_ca' });
  });
});

describe('what is encrypted', () => {
  const secret = record(22, Buffer.alloc(40, 0xaa));
  const switching = record(20, Uint8Array.of(1));

  it('is everything behind ChangeCipherSpec in TLS 1.2', () => {
    const records = recordsOf([
      ['client', record(22, hello)],
      [
        'server',
        Buffer.concat([record(22, serverHello()), switching, secret, record(21, Buffer.alloc(24))]),
      ],
    ]);
    expect(records.map(({ summary, encrypted }) => [summary, encrypted]).slice(2)).toEqual([
      ['change_cipher_spec', false],
      ['handshake, encrypted', true],
      ['alert, encrypted', true],
    ]);
    expect(leaves(records[3]).at(-1)?.kind).toBe('tls.encrypted');
  });

  it('is not what follows a ChangeCipherSpec before the server has chosen a version', () => {
    const records = recordsOf([
      ['client', Buffer.concat([record(22, hello), switching, record(22, hello)])],
    ]);
    expect(records[2]).toMatchObject({ encrypted: false, handshake: ['client_hello'] });
  });

  it('is application data, always', () => {
    const records = recordsOf([
      ['client', Buffer.concat([record(22, hello), record(23, Buffer.alloc(9))])],
    ]);
    expect(records[1]).toMatchObject({ encrypted: true, payloadLength: 9 });
  });
});

describe('what breaks a rule says which', () => {
  it.each([
    ['tls-empty-record', record(22, Buffer.alloc(0))],
    ['tls-record-too-long', record(23, Buffer.alloc(18_433))],
    ['tls-alert-length', record(21, Uint8Array.of(2))],
    ['tls-malformed-handshake', record(22, handshake(1, hello.subarray(4, 60)))],
    [
      'tls-malformed-handshake',
      record(22, handshake(1, Buffer.concat([hello.subarray(4), Buffer.alloc(1)]))),
    ],
    ['tls-unfinished-record', record(22, hello).subarray(0, 30)],
    ['tls-unfinished-record', record(22, hello).subarray(0, 3)],
    ['tls-unknown-content-type', Buffer.from('GET / HTTP/1.1\r\n')],
  ])('%s', (code, bytes) => {
    const turns: Turn[] = [['client', Buffer.concat([record(22, hello), bytes])]];
    const messages = dissect(turns);
    expect(codes(messages[1])[0]).toBe(code);
    expect(gaps(messages, turns)).toEqual([]);
  });

  it('tls-handshake-interrupted, on the record that comes between', () => {
    const half = record(22, hello.subarray(0, 20));
    const records = recordsOf([
      ['client', Buffer.concat([record(22, hello), half, record(21, Uint8Array.of(1, 0))])],
    ]);
    expect(records.map(codes)).toEqual([[], [], ['tls-handshake-interrupted']]);
  });

  it('tls-handshake-too-long, once; what follows the message is read', () => {
    const long = handshake(11, Buffer.alloc(limits.tlsHandshake));
    const flight = Buffer.concat([long, hello]);
    const pieces: Buffer[] = [];
    for (let at = 0; at < flight.length; at += 16_384) {
      pieces.push(record(22, flight.subarray(at, at + 16_384)));
    }
    const records = recordsOf([['client', Buffer.concat([record(22, hello), ...pieces])]]);
    expect(records.flatMap(codes)).toEqual(['tls-handshake-too-long']);
    expect(records.at(-1)?.handshake).toEqual(['client_hello']);
  });
});
