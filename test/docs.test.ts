import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

describe('docs/protocols.md', () => {
  const text = readFileSync('docs/protocols.md', 'utf8');
  const named = [...text.matchAll(/`([\w/-]+\.test\.ts)`/g)].map(([, file = '']) => file);

  it('names tests that exist', () => {
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((file) => !existsSync(join('test', file)))).toEqual([]);
  });
});

describe('README.md', () => {
  const text = readFileSync('README.md', 'utf8');

  it('links to files that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, file = '']) => file);
    expect(links.filter((file) => !existsSync(file))).toEqual([]);
  });
});
