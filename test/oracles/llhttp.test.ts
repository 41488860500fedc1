import { describe, expect, it } from 'vitest';
import { dissectConnection } from '../../src/wire/index.ts';
import type { Message, Node } from '../../src/wire/types.ts';
import { corpus } from './corpora.ts';
import { type LlhttpCase, llhttpCases, type Span } from './llhttp-corpus.ts';

const startLineWithoutEnd = 'parts of a start line are named once its line end is there';
const lenientBareCr =
  'llhttp is told to take a bare CR for a line end; here it is part of the line';

const otherProtocol =
  'a first line that names another protocol, with a method that is not one of HTTP, is not HTTP';

/** Cases that are not compared, and why. */
const differences: Readonly<Record<string, string>> = {
  'request/connection: CRLF between requests, implicit `keep-alive`': startLineWithoutEnd,
  'request/connection: CRLF between requests, explicit `close` (lenient)': startLineWithoutEnd,
  'request/invalid: Invalid HTTP version': startLineWithoutEnd,
  'request/finish: It should be unsafe to finish inside of the header':
    'a line without line end is not called a field name, since it may go on',
  'request/invalid: HTTP protocol and ANNOUNCE method':
    'llhttp knows a list of methods; any token is one (RFC 9110 §9.1)',
  'request/invalid: Invalid method':
    'llhttp knows a list of methods; any token is one (RFC 9110 §9.1)',
  'request/method: SOURCE request with ICE': otherProtocol,
  'request/method: ANNOUNCE request with RTSP': otherProtocol,
  'request/uri: Space in URI':
    'llhttp stops at the space; here the target goes on to the last one, with a problem',
  'response/invalid: One-digit status code':
    'without a status of three digits the line is not taken apart',
  'request/invalid: Only LFs present (lenient)':
    'llhttp is told to be lenient and reads trailers behind the empty line that ends the message',
  'request/lenient-headers: Empty headers separated by CR (lenient)': lenientBareCr,
  'request/sample: No LF after CR': 'llhttp stops at a bare CR; here it is part of the line',
  'request/sample: No LF after CR (lenient)': lenientBareCr,
  'response/invalid: Bare CR after response line (lenient)': lenientBareCr,
};

/** Which span of llhttp a leaf of ours stands for. */
const spanNames: Readonly<Record<string, string>> = {
  'http1.method': 'method',
  'http1.target': 'url',
  'http1.reason': 'status',
  'http1.field-name': 'header_field',
  'http1.field-value': 'header_value',
  'http1.body': 'body',
  'http1.chunk': 'body',
  'http1.chunk-extension-name': 'chunk_extension_name',
  'http1.chunk-extension-value': 'chunk_extension_value',
};

const folder = corpus('llhttp');

describe.skipIf(folder === undefined)('llhttp and the dissector see the same parts', () => {
  const cases = folder === undefined ? [] : llhttpCases(folder);
  const compared = cases.filter(({ name }) => differences[name] === undefined);

  it('compares 158 of 173 cases and names the others', () => {
    const names = cases.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(differences)));
    expect([compared.length, cases.length]).toEqual([158, 173]);
  });

  it.each(compared.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const messages = dissect(one);
    expect(spansOf(messages, one)).toEqual(normalise(one.spans, one));
    if (one.error !== undefined && !isHandover(one.error.code)) {
      expect(problemCodes(messages)).not.toEqual([]);
    }
  });
});

/** llhttp hands over to another protocol: nothing is wrong then. */
function isHandover(code: number): boolean {
  return code === 22 || code === 23;
}

function isResponse(one: LlhttpCase): boolean {
  return one.type.startsWith('response');
}

function dissect(one: LlhttpCase): readonly Message[] {
  const dissector = dissectConnection();
  if (!isResponse(one)) {
    return [
      ...dissector.push('client-to-server', one.bytes),
      ...dissector.end('client-to-server', 'fin'),
    ];
  }
  const method = one.skipBody ? 'HEAD' : 'GET';
  const request = `${method} / HTTP/1.1\r\nHost: example.com\r\n\r\n`;
  dissector.push('client-to-server', Buffer.from(request.repeat(4)));
  return [
    ...dissector.push('server-to-client', one.bytes),
    ...dissector.end('server-to-client', 'fin'),
  ];
}

function spansOf(messages: readonly Message[], one: LlhttpCase): Span[] {
  const nodes = messages.flatMap((message) => message.layers[0]?.nodes ?? []);
  return normalise(nodes.flatMap(leavesOf).flatMap(toSpans), one);
}

/**
 * Whether a part was over, and the byte behind it read, before the byte at which llhttp stopped.
 * Where a part ends it takes from that byte, and a bare CR ends one for llhttp, though not for us.
 */
function isBeforeStop({ end }: Span, { error }: LlhttpCase): boolean {
  if (error === undefined) return true;
  return isHandover(error.code) ? end <= error.offset : end + 1 < error.offset;
}

function leavesOf(node: Node): readonly Node[] {
  return node.children === undefined ? [node] : node.children.flatMap(leavesOf);
}

function toSpans({ kind, start, end, value }: Node): Span[] {
  if (kind === 'http1.version') {
    const slash = start + (value ?? '').indexOf('/');
    return [
      { name: 'protocol', start, end: slash },
      { name: 'version', start: slash + 1, end },
    ];
  }
  const name = spanNames[kind];
  return name === undefined ? [] : [{ name, start, end }];
}

/** Takes whitespace off names and values, drops empty spans, joins what llhttp cut in two. */
function normalise(spans: readonly Span[], one: LlhttpCase): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const { name, start, end } = span.name.startsWith('header_') ? trimmed(span, one.bytes) : span;
    if (end === start) continue;
    const last = joined.at(-1);
    const continues = last?.name === name && last.end === start;
    if (continues) joined.pop();
    joined.push({ name, start: continues ? last.start : start, end });
  }
  return joined.filter((span) => isBeforeStop(span, one));
}

function trimmed({ name, start, end }: Span, bytes: Buffer): Span {
  let [from, to] = [start, end];
  while (to > from && isWhitespace(bytes[to - 1])) to--;
  while (to > from && isWhitespace(bytes[from])) from++;
  return { name, start: from, end: to };
}

function isWhitespace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09;
}

/** What is wrong in the messages. Hardly any case has a Host field, which llhttp does not mind. */
function problemCodes(messages: readonly Message[]): string[] {
  const codes = messages.flatMap(({ problems }) => problems.map(({ code }) => code));
  return codes.filter((code) => code !== 'missing-host');
}
