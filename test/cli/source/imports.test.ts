import { describe, expect, it } from 'vitest';
import { importsOf, packageOf, withImports } from '../../../src/cli/source/imports.ts';

const text = `/** A comment that says: import nothing from 'nowhere'. */
import { once } from 'node:events';
import type { Clock } from 'apilab';
import {
  type Price,
  replay as again,
} from './price.ts';
import './side-effect.ts';
export * from './others.ts';
const later = () => import('./later.ts');
const query = \`SELECT 'x' from 'y'\`;
`;

describe('the imports of a source file', () => {
  it('are its statements, with the names that are taken', () => {
    expect(importsOf(text)).toEqual([
      { from: 'node:events', names: ['once'] },
      { from: 'apilab', names: ['Clock'] },
      { from: './price.ts', names: ['Price', 'replay'] },
      { from: './side-effect.ts', names: [] },
      { from: './others.ts', names: [] },
      { from: './later.ts', names: [] },
    ]);
  });

  it('lead elsewhere, and all else stays', () => {
    const moved = withImports(text, (from) => (from.startsWith('.') ? `.${from}` : from));
    expect(moved).toBe(text.replaceAll(/'\.\/(?=[a-z])/g, "'../"));
  });

  it.each([
    ['hono/streaming', 'hono'],
    ['@grpc/grpc-js', '@grpc/grpc-js'],
    ['node:fs', undefined],
    ['./price.ts', undefined],
  ])('%s is of the package %s', (from, name) => {
    expect(packageOf(from)).toBe(name);
  });
});
