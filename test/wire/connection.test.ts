import { describe, expect, it } from 'vitest';
import { dissect, gaps, type Turn } from './http1/conversation.ts';

const kinds = (turns: readonly Turn[], cuts?: readonly number[]) =>
  dissect(turns, cuts).map(({ kind, direction, start, end }) => [
    kind,
    direction === 'client-to-server' ? 'client' : 'server',
    end - start,
  ]);

describe('a connection is taken for HTTP/1', () => {
  it.each([
    'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
    '\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n',
    'CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n',
    'get / HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET HTTP/1.1\r\nHost: a\r\n\r\n',
    'G@T / HTTP/1.1\r\nHost: a\r\n\r\n',
  ])('when the client begins with %j', (opening) => {
    expect(kinds([['client', opening]], [1])).toEqual([['http-request', 'client', opening.length]]);
  });

  it('when the server speaks first with a status line', () => {
    const answer = 'HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n';
    expect(kinds([['server', answer]], [1])).toEqual([['http-response', 'server', answer.length]]);
  });

  it.each(['PURGE /a HTTP/1.1\r\nHost: a\r\n\r\n', 'PROPFIND * HTTP/1.1\r\nHost: a\r\n\r\n'])(
    'when an unknown method is followed by a version: %j',
    (opening) => {
      expect(kinds([['client', opening]], [1])[0]?.[0]).toBe('http-request');
    },
  );

  it.each(['#! /bin/sh\nls\n', 'cd /tmp\n', 'say http://a/\n'])(
    'but not of text that looks like a request line without a version: %j',
    (opening) => {
      expect(kinds([['client', opening]], [1])).toEqual([['bytes', 'client', opening.length]]);
    },
  );

  it('when it begins with a method and then breaks the rules', () => {
    expect(kinds([['client', 'GET / HTT']])).toEqual([['malformed', 'client', 9]]);
  });
});

describe('a connection is taken for HTTP/2', () => {
  it('when the client sends the preface', () => {
    expect(kinds([['client', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n']], [1])).toEqual([
      ['http2-preface', 'client', 24],
    ]);
  });

  it('when SETTINGS of the server come before the preface of the client', () => {
    const turns: Turn[] = [
      ['server', '\0\0\0\x04\0\0\0\0\0'],
      ['client', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ];
    expect(kinds(turns, [1])).toEqual([
      ['http2-frame', 'server', 9],
      ['http2-preface', 'client', 24],
    ]);
  });

  it('when it begins with the preface and then breaks off from it', () => {
    const opening = 'PRI * HTTP/2.0\r\n\r\nHello\r\n\r\n';
    expect(kinds([['client', opening]], [1])[0]?.[0]).toEqual('malformed');
  });
});

it('a connection is taken for TLS when the client begins with a ClientHello', () => {
  const opening = '\x16\x03\x01\x02\x00\x01';
  expect(kinds([['client', opening]], [1])).toEqual([['tls-record', 'client', opening.length]]);
});

describe('a connection is shown as bytes', () => {
  it.each([
    ['a TLS record that is no ClientHello', '\x16\x03\x01\x02\x00\x02'],
    ['SSH', 'SSH-2.0-OpenSSH_9.6 Debian\r\n'],
    ['a line of words', 'USER a b c\r\n'],
    ['a beginning too short to tell', 'GE'],
  ])('when the client begins as in %s', (_, opening) => {
    expect(kinds([['client', opening]], [1])).toEqual([['bytes', 'client', opening.length]]);
  });

  it('when the server greets first', () => {
    const turns: Turn[] = [
      ['server', '220 mail.example ESMTP\r\n'],
      ['client', 'EHLO a\r\n'],
    ];
    expect(kinds(turns, [3])).toEqual([
      ['bytes', 'client', 8],
      ['bytes', 'server', 24],
    ]);
  });

  it('in blocks of 1,024 bytes, however they are cut', () => {
    const turns: Turn[] = [['client', '\0'.repeat(2_500)]];
    expect(kinds(turns)).toEqual([
      ['bytes', 'client', 1_024],
      ['bytes', 'client', 1_024],
      ['bytes', 'client', 452],
    ]);
    expect(dissect(turns, [7])).toEqual(dissect(turns));
  });
});

describe('while a connection is not recognised', () => {
  it('nothing of the other direction is lost or read out of turn', () => {
    const turns: Turn[] = [
      ['client', 'GE'],
      ['server', 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'],
      ['server', { end: 'fin' }],
      ['client', 'T / HTTP/1.1\r\nHost: a\r\n\r\n'],
    ];
    const messages = dissect(turns);
    expect(messages.map(({ kind }) => kind)).toEqual(['http-response', 'http-request']);
    expect(gaps(messages, turns)).toEqual([]);
  });

  it('it gives up waiting after a line of 4,096 bytes', () => {
    const line = `GET ${'a'.repeat(5_000)} HTTP/1.1\r\n\r\n`;
    expect(kinds([['client', line]], [1])[0]).toEqual(['bytes', 'client', 1_024]);
  });
});
