import { describe, expect, it } from 'vitest';
import { seenOfCases } from '../../src/content/cases.ts';
import { factsOf } from '../../src/knowledge/index.ts';
import { patterns } from '../../src/knowledge/patterns.ts';
import { complaintsAbout } from './complaints.ts';

const wordsOf = ({
  name,
  also = [],
}: {
  readonly name: string;
  readonly also?: readonly string[];
}) => [name, ...also];

describe('the patterns', () => {
  it('keep the rules of facts', () => {
    expect(patterns().flatMap(complaintsAbout)).toEqual([]);
  });

  it('are more than a hundred and twenty', () => {
    expect(patterns().length).toBeGreaterThan(120);
  });

  it('name cases that exist, one at least', async () => {
    const seen = await seenOfCases();
    for (const { name, cases = [] } of patterns()) {
      expect(cases.length, name).toBeGreaterThan(0);
      expect(cases.filter((id) => seen[id] === undefined)).toEqual([]);
    }
  });

  it('have no word twice', () => {
    const words = patterns()
      .flatMap(wordsOf)
      .map((word) => word.toLowerCase());
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });
});

describe('a word for a pattern', () => {
  it.each([
    ['CORS', 'CORS'],
    ['back pressure', 'backpressure'],
    ['n plus one', 'N+1'],
    ['Cursors', 'cursor'],
    ['circuit-breaker', 'circuit breaker'],
    ['retries', 'retry'],
    ['idempotency', 'idempotent'],
    ['pagination', 'pagination'],
    ['websocket', 'WebSocket'],
    ['http 2', 'HTTP/2'],
    ['server push', 'server push'],
    ['ETag header', 'ETag'],
    ['429 status code', '429'],
  ])('%s is %s', (typed, name) => {
    expect(factsOf(typed).map((fact) => fact.name)).toContain(name);
  });
});
