import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { dissectConnection, KeyLines, plaintextOf } from '../../../src/wire/index.ts';
import type { Message } from '../../../src/wire/types.ts';
import { dissect, type Turn } from '../http1/conversation.ts';

/** A trace of RFC 8448 by its section: what crossed, and the secrets that its private keys lead to. */
interface Trace {
  readonly clientRandom: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly turns: readonly { readonly by: 'client' | 'server'; readonly record: string }[];
}
const traces: Readonly<Record<string, Trace>> = JSON.parse(
  readFileSync(new URL('rfc8448.json', import.meta.url), 'utf8'),
);

function read(section: string, labels?: readonly string[]): readonly Message[] {
  const { clientRandom, secrets, turns } = traceOf(section);
  const keyLog = new KeyLines();
  for (const [label, secret] of Object.entries(secrets)) {
    if (labels?.includes(label) ?? true) keyLog.add(`${label} ${clientRandom} ${secret}`);
  }
  const said = turns.map(({ by, record }): Turn => [by, Buffer.from(record, 'hex')]);
  return dissect(said, undefined, dissectConnection({ keyLog }));
}

function traceOf(section: string): Trace {
  const trace = traces[section];
  if (trace === undefined) throw new Error(`no trace of ${section}`);
  return trace;
}

const contents = (messages: readonly Message[]) =>
  messages.flatMap(({ inside, direction, summary }) =>
    inside === undefined ? [] : [`${direction === 'client-to-server' ? '>' : '<'} ${summary}`],
  );

const closing = ['> alert warning close_notify', '< alert warning close_notify'];
const flight = '< encrypted_extensions, certificate, certificate_verify, finished';
/** 50 bytes, 0 to 49, are what both sides send in the traces. */
const payload = Uint8Array.from({ length: 50 }, (_, index) => index);

describe('the traces of RFC 8448', () => {
  test('§3: a simple handshake', () => {
    const messages = read('§3');
    expect(contents(messages)).toEqual([
      flight,
      '> finished',
      '< new_session_ticket',
      closing[0],
      '> 50 bytes',
      closing[1],
      '< 50 bytes',
    ]);
    const raw = messages.filter(({ kind }) => kind === 'bytes');
    expect(raw.map(plaintextOf)).toEqual([Buffer.from(payload), Buffer.from(payload)]);
  });

  test('§4: early data and a resumption', () => {
    expect(contents(read('§4'))).toEqual([
      '< encrypted_extensions, finished',
      '> end_of_early_data',
      '> finished',
      closing[0],
      // Six bytes of early data and the payload are one stream.
      '> 56 bytes',
      closing[1],
      '< 50 bytes',
    ]);
  });

  test('§4: early data is shown as such if its own secret is not there', () => {
    const { secrets } = traceOf('§4');
    const later = Object.keys(secrets).filter((label) => !label.includes('EARLY'));
    expect(contents(read('§4', later)).slice(0, 4)).toEqual([
      '> early data, not read: its secret is not in the key log',
      '< encrypted_extensions, finished',
      // Without the secret nobody can tell the end of early data from early data.
      '> early data, not read: its secret is not in the key log',
      '> finished',
    ]);
  });

  test('§5: a HelloRetryRequest', () => {
    expect(contents(read('§5'))).toEqual([flight, '> finished', ...closing]);
  });

  test('§6: a client that shows a certificate', () => {
    expect(contents(read('§6'))).toEqual([
      '< encrypted_extensions, certificate_request, certificate, certificate_verify, finished',
      '> certificate, certificate_verify, finished',
      ...closing,
    ]);
  });

  test('§7: the compatibility mode', () => {
    expect(contents(read('§7'))).toEqual([flight, '> finished', ...closing]);
  });

  it.each(Object.keys(traces))('%s has no problem', (section) => {
    expect(read(section).flatMap(({ problems }) => problems)).toEqual([]);
  });
});
