import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Node } from '../../../src/wire/types.ts';
import { allNodes, type Body, layerOf, read } from './contents.ts';

const problem = '{"type":"about:blank","status":404,"detail":{"tries":1}}';
const operation = '{"query":"query Q { a }","variables":{"n":[1,{"x":2}]}}';

const rangesOf = (nodes: readonly Node[]) =>
  allNodes(nodes).map(({ start, end }) => ({ start, end }));

describe('the ranges of a content', () => {
  it.each<[string, string, Body]>([
    ['json', '{"a":[1,"é",{"b":null}], "a": 12345678901234567890}', { type: 'application/json' }],
    ['json', '\uFEFF[1, x]', { type: 'application/json' }],
    ['text', 'hello', { type: 'text/plain' }],
    ['problem', problem, { type: 'application/problem+json' }],
    ['graphql', operation, { type: 'application/json', role: 'request' }],
    ['coding', 'hello', { type: 'text/plain', coding: 'identity' }],
  ])('of a %s layer count the wire from where the content lies there', (protocol, body, given) => {
    const inContent = layerOf(read(body, given), protocol);
    const onWire = read(body, { ...given, wireStart: 700 });
    expect(onWire.layers.every((layer) => layer.space === 'wire')).toBe(true);
    expect(inContent.length).toBeGreaterThan(0);
    expect(rangesOf(layerOf(onWire, protocol))).toEqual(
      rangesOf(inContent).map(({ start, end }) => ({ start: start + 700, end: end + 700 })),
    );
  });

  it('read the same values wherever it lies', () => {
    const given: Body = { type: 'application/problem+json' };
    const valuesAt = (wireStart: number) =>
      allNodes(layerOf(read(problem, { ...given, wireStart }), 'problem')).map(
        ({ value }) => value,
      );
    expect(valuesAt(700)).toEqual(['about:blank', '404', '{"tries":1}']);
  });

  it('count what was unfolded where a coding was removed', () => {
    const given: Body = { type: 'application/json', coding: 'gzip', wireStart: 700 };
    const { layers } = read(gzipSync('[1]'), given);
    expect(layers.map(({ space }) => space)).toEqual(['content', 'content']);
    expect(layers.at(-1)?.nodes).toMatchObject([{ kind: 'json.array', start: 0, end: 3 }]);
  });
});

describe('a content without any problem', () => {
  it('says so, so that nobody searches its nodes', () => {
    expect(read('{"a":[1]}', { type: 'application/json' }).flawed).toBe(false);
    expect(read('{"a":1,"a":2}', { type: 'application/json' }).flawed).toBe(true);
  });
});
