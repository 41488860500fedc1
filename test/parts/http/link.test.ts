import { linkOf } from 'apilab/parts/http/link';
import { describe, expect, test } from 'vitest';

describe('the link to the next page', () => {
  const BASE = 'http://shop.test/orders';
  test.each([
    ['</orders?a=1>; rel="next"', `${BASE}?a=1`],
    ['<?a=1>;rel=next', `${BASE}?a=1`],
    ['<?a=0>; rel="prev", <?a=2>; title="x, y; z"; rel="next"', `${BASE}?a=2`],
    ['<?a=1>; rel="last next"', `${BASE}?a=1`],
    ['<?a=1>; REL="NEXT"', `${BASE}?a=1`],
    ['<?a=1>; rel="nextish"', undefined],
    ['<?a=1>; rev="next"', undefined],
    ['<http://[>; rel="next"', undefined],
    ['', undefined],
    [null, undefined],
  ])('%s', (field, expected) => {
    expect(linkOf('next', field, BASE)).toBe(expected);
  });

  test('is looked for in linear time', () => {
    const began = performance.now();
    linkOf('next', `<a>${'; a="\\'.repeat(20_000)}`, BASE);
    linkOf('next', '<'.repeat(100_000), BASE);
    linkOf('next', 'rel=,;'.repeat(50_000), BASE);
    linkOf('next', `<a>; rel="${' '.repeat(100_000)}x`, BASE);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
