import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dissectConnection } from '../../../src/wire/index.ts';
import {
  dissect,
  gaps,
  problemsOfNodes,
  spelled,
  type Turn,
  unknownKinds,
} from './conversation.ts';

const chunked = (type: string) =>
  `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nTransfer-Encoding: chunked\r\n\r\n`;
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

function answered(answer: string, target = '/'): Turn[] {
  return [
    ['client', `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`],
    ['server', answer],
  ];
}

describe('a body of lines', () => {
  it('is shown at its head, line by line, and at its end', () => {
    const head = chunked('application/x-ndjson');
    const sent = `${head}${chunk('{"n":1}\n')}${chunk('{"n":2}\r\n')}0\r\n\r\n`;
    const messages = dissect(answered(sent)).slice(1);
    expect(messages).toMatchObject([
      { kind: 'http-response', streaming: true, end: head.length },
      { kind: 'body-line', text: '{"n":1}', byteLength: 8, exchange: 1, complete: true },
      { kind: 'body-line', text: '{"n":2}', byteLength: 9 },
      { kind: 'http-end', complete: true, summary: 'end of the body', problems: [] },
    ]);
    expect(messages[1]?.layers[1]).toMatchObject({ protocol: 'json', space: 'wire' });
    expect(spelled(messages[1], sent).slice(0, 3)).toEqual([
      'chunk-size 8',
      'line-end \\r\\n',
      'chunk {\\"n\\":1}\\n',
    ]);
  });

  it('gives a line with its last byte', () => {
    const dissector = dissectConnection();
    dissector.push('client-to-server', Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n\r\n'));
    dissector.push('server-to-client', Buffer.from(chunked('application/jsonl')));
    const first = dissector.push('server-to-client', Buffer.from('40\r\n{"n":1}\n{"n"'));
    expect(first).toMatchObject([{ kind: 'body-line', text: '{"n":1}' }]);
    expect(dissector.isBetween?.('server-to-client')).toBe(false);
  });

  it('may have a line in several chunks, several in one, and a last one without its end', () => {
    const sent = `${chunked('application/x-ndjson')}${chunk('{"a"')}${chunk(':1}\n[2]\n[')}${chunk('3]')}0\r\n\r\n`;
    const lines = dissect(answered(sent)).filter(({ kind }) => kind === 'body-line');
    expect(lines).toMatchObject([
      { text: '{"a":1}', complete: true },
      { text: '[2]', complete: true },
      { text: '[3]', complete: false },
    ]);
  });

  it('lasts until the connection closes if it says no length', () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n';
    const kinds = dissect(answered(`${head}{}\n{}\n`)).map(({ kind }) => kind);
    expect(kinds.slice(1)).toEqual(['http-response', 'body-line', 'body-line', 'http-end']);
  });

  it('is a JSON text sequence too, the sign before each text left out', () => {
    const sent = `${chunked('application/json-seq')}${chunk('\x1e{"a":1}\n')}0\r\n\r\n`;
    const [line] = dissect(answered(sent)).filter(({ kind }) => kind === 'body-line');
    expect(line).toMatchObject({ text: '{"a":1}', problems: [] });
  });

  it('is what a watch answers', () => {
    const sent = `${chunked('application/json')}${chunk('{"type":"ADDED"}\n')}0\r\n\r\n`;
    const watched = dissect(answered(sent, '/pods?resourceVersion=1&watch=true'));
    expect(watched.map(({ kind }) => kind)).toContain('body-line');
    expect(dissect(answered(sent)).map(({ kind }) => kind)).not.toContain('body-line');
  });

  it('is whole content if its length is known', () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nContent-Length: 3';
    const [, response] = dissect(answered(`${head}\r\n\r\n{}\n`));
    expect(response).toMatchObject({ streaming: false, content: { byteLength: 3 } });
  });

  it('names what is no JSON', () => {
    const sent = `${chunked('application/x-ndjson')}${chunk('{"a":}\n')}0\r\n\r\n`;
    const [line] = dissect(answered(sent)).filter(({ kind }) => kind === 'body-line');
    expect(line?.problems).not.toEqual([]);
  });

  it('keeps no more of a line than its cap', () => {
    const long = `"${'x'.repeat(300 * 1024)}"\n`;
    const sent = `${chunked('application/x-ndjson')}${chunk(long)}${chunk('[]\n')}0\r\n\r\n`;
    const [line, next] = dissect(answered(sent)).filter(({ kind }) => kind === 'body-line');
    expect(line).toMatchObject({ byteLength: long.length, truncated: true });
    expect(next).toMatchObject({ text: '[]' });
  });
});

it('gives the same lines however the bytes are cut, and they tile the stream', () => {
  const line = fc.constantFrom('{"a":1}\n', '[1,\n', '\n', '\r\n', '\x1e{}\n', '{"é":"ü"}\n', 'x');
  const anyChunks = fc.array(
    fc.array(line, { minLength: 1, maxLength: 4 }).chain((lines) => {
      const text = lines.join('');
      return fc.nat(text.length - 1).map((at) => [text.slice(0, at), text.slice(at)]);
    }),
    { maxLength: 4 },
  );
  const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(anyChunks, sizes, fc.boolean(), (pieces, cuts, isWhole) => {
      const body = pieces
        .flat()
        .filter((piece) => piece !== '')
        .map(chunk);
      const sent = `${chunked('application/x-ndjson')}${body.join('')}${isWhole ? '0\r\n\r\n' : ''}`;
      const turns = answered(sent);
      const messages = dissect(turns, cuts);
      expect(messages).toEqual(dissect(turns));
      expect(gaps(messages, turns)).toEqual([]);
      expect(unknownKinds(messages)).toEqual([]);
      for (const message of messages) {
        expect(message.problems).toEqual(problemsOfNodes(message));
      }
    }),
    { numRuns: 300 },
  );
});
