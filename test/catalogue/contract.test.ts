import { describe, expect, it } from 'vitest';
import { everyGroup } from '../../src/content/cases.ts';
import { catalogue } from './every-scenario.ts';

const cases = new Set((await everyGroup()).flatMap((group) => group.cases.map(({ id }) => id)));

describe('every scenario', () => {
  it.each(catalogue)('$id is named by where it lies', ({ id, group, name, file }) => {
    expect(id).toBe(`${group}-${name}`);
    expect(file).toBe(`scenarios/${group}/${name}/scenario.ts`);
    expect(catalogue.filter((entry) => entry.id === id)).toHaveLength(1);
  });

  it.each(catalogue)('$id has a naive variant, and each is told apart', ({ variants }) => {
    const kinds = Object.values(variants).map(({ kind }) => kind);
    expect(kinds).toContain('correct');
    expect(kinds).toContain('naive');
    const abouts = Object.values(variants).map(({ about }) => about);
    expect(new Set(abouts).size).toBe(abouts.length);
  });

  it.each(catalogue)('$id promises in words that follow MUST, SHOULD or MAY', ({ checks }) => {
    for (const { text } of Object.values(checks)) {
      expect(text).toMatch(/^[a-z]/);
      expect(text).not.toMatch(/\b(MUST|SHOULD|MAY)\b/);
    }
  });

  it.each(catalogue)('$id names its standard, or says that there is none', ({ standard }) => {
    expect(standard).toMatch(/§|draft|no standard/);
  });

  it.each(catalogue)('$id covers cases that exist', ({ covers }) => {
    expect(covers.length).toBeGreaterThan(0);
    expect(covers.filter((id) => !cases.has(id))).toEqual([]);
  });
});
