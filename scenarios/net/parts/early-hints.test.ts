import { expect, test } from 'vitest';
import { preloadOf } from './early-hints.ts';

test.each([
  ['</a.css>; rel=preload; as=style', '/a.css'],
  ['</a.css>; as=style; rel="preload"', '/a.css'],
  ['</a.css>; rel=next', undefined],
  ['</a.css>; rel=preloaded', undefined],
  ['/a.css; rel=preload', undefined],
  [undefined, undefined],
  [['</a>; rel=preload'], '/a'],
])('%j is to be fetched ahead: %j', (link, path) => {
  expect(preloadOf(link)).toBe(path);
});
