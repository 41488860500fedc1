import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../../src/cli/source/unified-diff.ts';

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);

describe('what differs between two texts', () => {
  it('is nothing if they are the same', () => {
    expect(unifiedDiff('a\nb\n', 'a\nb\n')).toEqual([]);
  });

  it('stands between three equal lines on each side, with its place in both', () => {
    const before = [...numbered(1, 5), 'old', ...numbered(6, 10)].join('\n');
    const after = [...numbered(1, 5), 'new', 'newer', ...numbered(6, 10)].join('\n');
    expect(unifiedDiff(before, after)).toEqual([
      {
        header: '@@ -3,7 +3,8 @@',
        lines: [
          ...numbered(3, 5).map((line) => ` ${line}`),
          '-old',
          '+new',
          '+newer',
          ...numbered(6, 8).map((line) => ` ${line}`),
        ],
      },
    ]);
  });

  it('is told in parts where much lies between', () => {
    const before = ['a', ...numbered(1, 20), 'b'].join('\n');
    const after = ['A', ...numbered(1, 20), 'B'].join('\n');
    expect(unifiedDiff(before, after).map(({ header }) => header)).toEqual([
      '@@ -1,4 +1,4 @@',
      '@@ -19,4 +19,4 @@',
    ]);
  });
});
