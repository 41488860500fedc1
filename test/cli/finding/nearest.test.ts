import { describe, expect, it } from 'vitest';
import { nearest, suggestion } from '../../../src/cli/finding/nearest.ts';

const groups = ['rest', 'idem', 'res', 'hook', 'sse', 'ws', 'grpc', 'gql'];

describe('the nearest word', () => {
  it.each([
    ['ssee', 'sse'],
    ['SSE', 'sse'],
    ['hok', 'hook'],
    ['rets', 'rest'],
    ['gprc', 'grpc'],
  ])('to %j is %j', (typed, meant) => {
    expect(nearest(typed, groups)).toBe(meant);
  });

  it.each(['', 'all', 'foo', 'shop', 'rate'])('to %j is none', (typed) => {
    expect(nearest(typed, groups)).toBeUndefined();
  });

  it.each([
    ['sse', 'dictionary-compressed brotli'],
    ['saga', 'safe'],
    ['cors', 'Sec-Fetch-Mode'],
    ['cursor', 'cluster'],
    ['backpressure', 'backslash escape'],
    ['pagination', 'application'],
    ['circuit breaker', 'circular buffer'],
  ])('to %j is never %j', (typed, known) => {
    expect(nearest(typed, [known])).toBeUndefined();
  });

  it('may be a longer one that holds what was typed', () => {
    expect(nearest('replay', ['sse-last-event', 'sse-replay'])).toBe('sse-replay');
  });
});

describe('a suggestion', () => {
  it('lists what there is where nothing is near', () => {
    expect(suggestion('foo', ['ws', 'sse'])).toBe('; there are: ws, sse');
    expect(suggestion('foo', ['ws', 'sse', 'sse-replay'], ['ws'])).toBe('; there are: ws');
  });
});
