import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/wire/limits.ts';
import type { Layer } from '../../../src/wire/types.ts';
import type { Turn } from '../http1/conversation.ts';
import { block, codesOf, flag, frame, framesOf, opening } from './frames.ts';

const post = (fields: Readonly<Record<string, string>>) =>
  frame(
    'HEADERS',
    flag.END_HEADERS,
    1,
    block({ ':method': 'POST', ':scheme': 'http', ':path': '/', ...fields }),
  );
const answer = (fields: Readonly<Record<string, string>>) =>
  frame('HEADERS', flag.END_HEADERS, 1, block({ ':status': '200', ...fields }));
const data = (payload: string | Uint8Array, flags = 0) => frame('DATA', flags, 1, payload);
const json = { 'content-type': 'application/json' };
const stream = { 'content-type': 'text/event-stream' };

/** The DATA frames of a conversation. */
const dataOf = (...turns: readonly Turn[]) =>
  framesOf(turns).filter((each) => each.frame === 'DATA');
const protocols = ({ layers }: { readonly layers: readonly Layer[] }) =>
  layers.map(({ protocol }) => protocol);
const nodesOf = ({ layers }: { readonly layers: readonly Layer[] }, protocol: string) =>
  layers.find((layer) => layer.protocol === protocol)?.nodes ?? [];

describe('JSON in HTTP/2', () => {
  it('is read from the frame that holds it, byte for byte where it lies', () => {
    const head = post(json);
    const [only] = dataOf(['client', head], ['client', data('{"a":1}', flag.END_STREAM)]);
    const start = opening.client.length + head.length + 9;
    expect(only && protocols(only)).toEqual(['http2', 'json']);
    expect(only && nodesOf(only, 'json')).toMatchObject([
      { kind: 'json.object', start, end: start + 7 },
    ]);
    expect(only?.text).toBe('{"a":1}');
  });

  it('is read whole with its last frame, in pieces where frames cut it', () => {
    const head = post(json);
    const first = data('{"a":');
    const frames = dataOf(['client', head], ['client', first], ['client', data('1}', 1)]);
    const start = opening.client.length + head.length + 9;
    const second = start + 5 + 9;
    expect(frames.map(protocols)).toEqual([['http2'], ['http2', 'json']]);
    expect(frames[1] && nodesOf(frames[1], 'json')).toMatchObject([
      {
        start,
        end: second + 2,
        pieces: [
          { start, end: start + 5 },
          { start: second, end: second + 2 },
        ],
      },
    ]);
  });

  it('is read with the trailers where these end the body', () => {
    const trailers = frame(
      'HEADERS',
      flag.END_HEADERS | flag.END_STREAM,
      1,
      block({ 'x-sum': '1' }),
    );
    const turns: readonly Turn[] = [
      ['client', post(json)],
      ['client', data('[]')],
      ['client', trailers],
    ];
    const last = framesOf(turns).at(-1);
    expect(last && protocols(last)).toEqual(['http2', 'hpack', 'json']);
  });

  it('is unfolded where it was compressed', () => {
    const fields = { ...json, 'content-encoding': 'gzip' };
    const [only] = dataOf(['client', post(fields)], ['client', data(gzipSync('{"a":1}'), 1)]);
    expect(only?.layers.at(-1)).toMatchObject({ protocol: 'json', space: 'content' });
  });

  it('that is broken says so at the frame that ends it', () => {
    const [only] = dataOf(['client', post(json)], ['client', data('{"a":', 1)]);
    expect(codesOf(only).length).toBeGreaterThan(0);
    expect(codesOf(only)[0]).toMatch(/^json-/);
  });

  it('is GraphQL where it is, and so is its answer', () => {
    const frames = dataOf(
      ['client', post(json)],
      ['client', data('{"query":"{ price }"}', 1)],
      ['server', answer(json)],
      ['server', data('{"data":{"price":1}}', 1)],
    );
    expect(frames.map(protocols)).toEqual([
      ['http2', 'json', 'graphql'],
      ['http2', 'json', 'graphql'],
    ]);
  });

  it('that is longer than what is kept is shown frame by frame, and not read', () => {
    const half = Buffer.alloc(limits.content / 2 + 1, ' ');
    const frames = dataOf(
      ['client', post(json)],
      ['client', data(half)],
      ['client', data(half, 1)],
    );
    expect(frames.map(protocols)).toEqual([['http2'], ['http2']]);
  });

  it('is left to gRPC where the stream is a call', () => {
    const call = { 'content-type': 'application/grpc+json', te: 'trailers' };
    const message = Buffer.concat([Buffer.from([0, 0, 0, 0, 2]), Buffer.from('{}')]);
    const [only] = dataOf(['client', post(call)], ['client', data(message, 1)]);
    expect(only && protocols(only)).not.toContain('json');
  });
});

describe('an event stream in HTTP/2', () => {
  it('shows each event with the frame that completes it', () => {
    const [first, second] = dataOf(
      ['client', post({})],
      ['server', answer(stream)],
      ['server', data('data: a\n\ndata: b\n')],
      ['server', data('\n')],
    );
    expect(first && nodesOf(first, 'sse').map(({ value }) => value)).toEqual(['a', undefined]);
    expect(second && nodesOf(second, 'sse').map(({ value }) => value)).toEqual(['b', undefined]);
    expect(nodesOf(second ?? { layers: [] }, 'sse')[0]?.end).toBeLessThanOrEqual(
      second?.start ?? 0,
    );
  });

  it('that ends inside an event shows what is left with the frame that ends it', () => {
    const [only] = dataOf(
      ['client', post({})],
      ['server', answer(stream)],
      ['server', data('data: a\n', flag.END_STREAM)],
    );
    expect(only && nodesOf(only, 'sse').map(({ value }) => value)).toEqual(['a']);
  });
});
