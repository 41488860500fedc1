import { expect, it } from 'vitest';
import { findFact } from '../../src/knowledge/index.ts';
import { patterns } from '../../src/knowledge/patterns.ts';
import { contentProblems } from '../../src/wire/content/problems.ts';
import { problems } from '../../src/wire/http1/problems.ts';
import { wsProblems } from '../../src/wire/websocket/problems.ts';

/** What was once told wrongly, as the sources have it. */
it.each([
  // `A client may reconnect, and if it choses to do, should reconnect using a randomized delay of 5 - 30s.`
  ['close-code', '1012', 'brief', /may return after a random 5 to 30 s/],
  // `A client should only connect to a different IP or reconnect to the same IP upon user action.`
  [
    'close-code',
    '1013',
    'text',
    /another address only, or to the same one upon action of the user/,
  ],
  // `Cannot or will not process the request due to something that is perceived to be a client error.`
  ['status', '400', 'text', /cannot or will not process the request/],
  ['status', '400', 'brief', /^something is wrong with the request$/],
  // `It lacks valid authentication credentials for the target resource.`
  ['status', '401', 'brief', /lacks credentials that are valid/],
  // `TEMPORARY - registered 2024-11-13, extension registered 2025-09-15, expires 2026-11-13.`
  ['status', '104', 'text', /to expire on 13 November 2026/],
  // Whoever is sent on need not remember the address: a sender of webhooks does not.
  ['status', '301', 'brief', /^moved for good to another address$/],
  // `The Sunset date MUST NOT be earlier than the one given in the Deprecation header field.`
  ['field', 'Sunset', 'text', /says RFC 9745 §4\./],
  ['field', 'Sunset', 'source', /^rfc8594 §3$/],
  ['field', 'Sec-Fetch-Mode', 'values', /mode cors, which fetch has by default/],
] as const)('%s %s: its %s is that of the source', (kind, name, member, expected) => {
  const told = findFact(kind, name)?.[member];
  expect(typeof told === 'string' ? told : JSON.stringify(told)).toMatch(expected);
});

it('safe: four methods of RFC 9110, QUERY of RFC 10008', () => {
  const safe = patterns().find(({ name }) => name === 'safe');
  expect(safe?.source).toBe('rfc9110 §9.2.1; rfc10008 §2');
});

it('PRI is reserved by RFC 9113 §3.4: its §11 has two sections only', () => {
  expect(problems.reservedMethod.source).toBe('RFC 9113 §3.4');
});

it('what a sender or a client should do is not told as what it must do or does', () => {
  expect(problems.statusOutOfRange.text).toMatch(/should treat others as a 5xx/);
  // `The coding named "identity" ... SHOULD NOT be included.`
  expect(contentProblems.identity.source).toBe('RFC 9110 §8.4');
  expect(findFact('tls-alert', 'user_canceled')?.text).toMatch(/should follow/);
});

it('a lost connection inside a frame is the subject of RFC 6455 §7.2.1', () => {
  expect(wsProblems.unfinished.source).toBe('RFC 6455 §7.2.1');
});
