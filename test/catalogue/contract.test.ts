import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from './every-scenario.ts';

const cases = process.env.APILAB_CASES ?? join(import.meta.dirname, '../../../shared/catalogue');

/** The ids of the cases that the product must show, by group. */
function caseIds(): ReadonlySet<string> {
  const files = readdirSync(cases).filter((file) => file.endsWith('.md'));
  const rows = files.flatMap((file) => readFileSync(join(cases, file), 'utf8').split('\n'));
  return new Set(rows.map((row) => /^\| `([a-z0-9-]+)` \|/.exec(row)?.[1] ?? ''));
}

describe('every scenario', () => {
  it.each(catalogue)('$id has one id everywhere', ({ id, file }) => {
    expect(file.endsWith(`/${id}.scenario.ts`)).toBe(true);
    expect(catalogue.filter((entry) => entry.id === id)).toHaveLength(1);
  });

  it.each(catalogue)('$id has a naive variant, and each is told apart', ({ variants }) => {
    const kinds = Object.values(variants).map(({ kind }) => kind);
    expect(kinds).toContain('correct');
    expect(kinds).toContain('naive');
    const abouts = Object.values(variants).map(({ about }) => about);
    expect(new Set(abouts).size).toBe(abouts.length);
  });

  it.each(catalogue)('$id promises in RFC 2119 words, with ids of its own', ({ id, checks }) => {
    for (const promise of Object.values(checks)) {
      expect(promise).toMatch(/\b(MUST|MUST NOT|SHOULD|SHOULD NOT|MAY)\b/);
    }
    const others = catalogue.filter((entry) => entry.id !== id);
    const taken = new Set(others.flatMap((entry) => Object.keys(entry.checks)));
    expect(Object.keys(checks).filter((check) => taken.has(check))).toEqual([]);
  });

  it.each(catalogue)('$id names its standard, or says that there is none', ({ standard }) => {
    expect(standard).toMatch(/§|draft|no standard/);
  });

  it.skipIf(!existsSync(cases)).each(catalogue)('$id covers cases that exist', ({ covers }) => {
    const known = caseIds();
    expect(covers.length).toBeGreaterThan(0);
    expect(covers.filter((id) => !known.has(id))).toEqual([]);
  });
});
