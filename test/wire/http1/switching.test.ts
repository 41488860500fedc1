import { describe, expect, it } from 'vitest';
import { bytesDissector } from '../../../src/wire/bytes.ts';
import { readContent } from '../../../src/wire/content/read.ts';
import { http1Dissector } from '../../../src/wire/http1/dissector.ts';
import type { Handover } from '../../../src/wire/http1/upgrade.ts';
import { sseReader } from '../../../src/wire/sse/reader.ts';
import { dissect } from './conversation.ts';

const offer = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n';
const accepted = 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: Echo\r\n\r\n';
const tunnel = 'CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n';
const get = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';

describe('a connection that switches protocols', () => {
  it('is bytes in both directions after a 101', () => {
    const messages = dissect([
      ['client', offer],
      ['server', `${accepted}hello`],
      ['client', get],
    ]);
    expect(messages.map(({ kind, start }) => [kind, start])).toEqual([
      ['http-request', 0],
      ['http-response', 0],
      ['bytes', offer.length],
      ['bytes', accepted.length],
    ]);
  });

  it('is handed to the dissector of the new protocol', () => {
    const handovers: Handover[] = [];
    const echo = (handover: Handover) => {
      handovers.push(handover);
      return bytesDissector(handover.offsets);
    };
    const dissector = http1Dissector({ readContent, sseReader, successors: { echo } });
    dissect(
      [
        ['client', offer],
        ['server', accepted],
      ],
      [7],
      dissector,
    );
    expect(handovers).toMatchObject([
      {
        protocol: 'echo',
        offsets: { 'client-to-server': offer.length, 'server-to-client': accepted.length },
      },
    ]);
  });

  it('holds what the client sends too early, until it is known whose it is', () => {
    const messages = dissect([
      ['client', tunnel + get],
      ['server', 'HTTP/1.1 200 OK\r\n\r\n'],
    ]);
    expect(messages.map(({ kind }) => kind)).toEqual([
      'http-request',
      'http-response',
      'http-request',
    ]);
    expect(messages[2]?.start).toBe(tunnel.length);
  });

  it('stays with HTTP where the offer is turned down', () => {
    const messages = dissect([
      ['client', offer + get],
      ['server', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ]);
    expect(messages.map(({ kind }) => kind)).toEqual([
      'http-request',
      'http-request',
      'http-response',
    ]);
  });
});
