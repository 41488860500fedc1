import { describe, expect, it } from 'vitest';
import { correctOf, withoutImports } from '../../../src/cli/source/port.ts';

const naive = (type: string) => ({
  path: 'scenarios/sse/replay/naive/forget.ts',
  text: `import type { ${type} } from '../resume.ts';\n\n/** Forgets. */\nexport const forget: ${type} = () => [];\n`,
});

const correct = {
  path: 'scenarios/sse/replay/resume.ts',
  text: `import { Hono } from 'hono';

/** What a client missed. */
export type Resume = (id: string) => readonly number[];

/**
 * Replays.
 */
export const replay: Resume = (id) => {
  const last = Number(id);
  return [last + 1];
};

export interface Store {
  get(): string;
}

/** Keeps. */
export function store({
  size,
}: { readonly size: number }): Store {
  return { get: () => String(size) };
}

/** Sleeps. */
export class Bed implements Rest {
  lie() {}
}

const after = 1;
`,
};

describe('the correct implementation of a port', () => {
  it.each([
    ['a constant', 'Resume', '/**\n * Replays.\n */\nexport const replay: Resume', '};'],
    ['a function', 'Store', '/** Keeps. */\nexport function store', '}'],
    ['a class', 'Rest', '/** Sleeps. */\nexport class Bed', '}'],
  ])('may be %s, and comes with its comment', (_, type, start, end) => {
    const found = correctOf(naive(type), [correct]);
    expect(found?.path).toBe(correct.path);
    expect(found?.text.startsWith(start)).toBe(true);
    expect(found?.text.endsWith(`\n${end}`)).toBe(true);
    expect(found?.text).not.toContain('\n\n');
  });

  it('is none if nothing has the type', () => {
    expect(correctOf(naive('Nothing'), [correct])).toBeUndefined();
  });
});

it('a file without its imports begins with what it declares', () => {
  expect(withoutImports(naive('Resume').text)).toMatch(/^\/\*\* Forgets/);
});
