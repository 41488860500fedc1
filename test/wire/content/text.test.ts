import { describe, expect, it } from 'vitest';
import { layerOf, problemsOf, read } from './contents.ts';

const textOf = (body: string | Uint8Array, type?: string) =>
  read(body, type === undefined ? {} : { type }).content.text;

describe('content is text', () => {
  it.each([
    'text/plain',
    'TEXT/HTML; charset=utf-8',
    'application/json',
    'application/vnd.api+json',
    'application/x-www-form-urlencoded',
    'application/x-ndjson',
    'application/openmetrics-text; version=1.0.0; charset=utf-8',
    'application/atom+xml',
  ])('where its type is %s', (type) => {
    expect(textOf('7', type)).toBe('7');
  });

  it.each(['application/octet-stream', 'image/png', 'application/grpc', 'nonsense', undefined])(
    'but not where its type is %s',
    (type) => {
      expect(textOf('7', type)).toBeUndefined();
    },
  );
});

describe('a charset', () => {
  it('is UTF-8 where none is named', () => {
    expect(textOf('é', 'text/plain')).toBe('é');
  });

  it.each(['iso-8859-1', '"ISO-8859-1"'])('is heeded where it is %s', (charset) => {
    expect(textOf(Uint8Array.of(0xe9), `text/plain; format=flowed; charset=${charset}`)).toBe('é');
  });

  it('says nothing about JSON, which is UTF-8', () => {
    expect(textOf('"é"', 'application/json; charset=iso-8859-1')).toBe('"é"');
  });

  it('that nobody knows is a problem, and the content is read as UTF-8', () => {
    const content = read('é', { type: 'text/plain; charset=klingon' });
    expect(content.content.text).toBe('é');
    expect(problemsOf(content)).toEqual(['content-charset-unknown']);
  });

  it('that the bytes do not keep to is a problem', () => {
    const content = read(Uint8Array.of(0x61, 0xff), { type: 'text/plain' });
    expect(content.content.text).toBe('a\uFFFD');
    expect(problemsOf(content)).toEqual(['content-text-invalid']);
  });
});

describe('content that was cut', () => {
  it('gives its beginning and its whole length', () => {
    expect(read('begin', { type: 'text/plain', byteLength: 5_000 }).content).toEqual({
      byteLength: 5_000,
      text: 'begin',
      truncated: true,
    });
  });

  it('does not blame the half of a character at its end', () => {
    const bytes = Buffer.from('a€').subarray(0, 3);
    const content = read(bytes, { type: 'text/plain', byteLength: 9 });
    expect(content.content.text).toBe('a');
    expect(problemsOf(content)).toEqual([]);
  });
});

it('text has one node over all its bytes', () => {
  expect(layerOf(read('été', { type: 'text/plain' }), 'text')).toEqual([
    { kind: 'text.content', start: 0, end: 5 },
  ]);
});
