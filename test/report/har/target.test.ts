import { describe, expect, it } from 'vitest';
import { tunnelUrl, urlOf } from '../../../src/report/har/target.ts';

describe('the URL of a request', () => {
  it.each([
    ['/a|b', 'http://a/a%7Cb'],
    ['/a[0]^{x}`"<>\\', 'http://a/a%5B0%5D%5E%7Bx%7D%60%22%3C%3E%5C'],
    ['/100%', 'http://a/100%25'],
    ['/a%zz%20', 'http://a/a%25zz%20'],
    ['/a?b=c|d#e#f', 'http://a/a?b=c%7Cd#e%23f'],
    ['/a b', 'http://a/a%20b'],
    ['/fine?x=1&y=(2)', 'http://a/fine?x=1&y=(2)'],
  ])('of %s holds nothing that RFC 3986 wants encoded', (target, url) => {
    expect(urlOf('http', 'a', target)).toBe(url);
  });

  it.each([
    ['a.example:443', 'http://a.example:443/'],
    ['[::1]:443', 'http://[::1]:443/'],
    ['/no|authority', 'http://%2Fno%7Cauthority/'],
  ])('of a tunnel to %s is its authority', (target, url) => {
    expect(tunnelUrl('http', target)).toBe(url);
  });

  it('keeps the brackets of an address', () => {
    expect(urlOf('http', '[::1]:80', '/[')).toBe('http://[::1]:80/%5B');
  });

  it('is one even for a host that is none', () => {
    expect(urlOf('http', '\ud800|', '/')).toBe('http://%EF%BF%BD%7C/');
  });
});
