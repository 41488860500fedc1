import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { everyGroup, readCases } from '../../src/content/cases.ts';
import { coveragePage } from '../../src/workshop/coverage-page.ts';
import { catalogue } from './every-scenario.ts';

const groups = await everyGroup();
const page = (...rows: readonly string[]) =>
  [
    '# sse: Server-Sent Events',
    '',
    '| case | rank | what is seen | naive → correct | what must hold | standard |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');

describe('cases.md', () => {
  it('holds a case a row', () => {
    const read = readCases('sse', page('| `sse-retry` | must | a `\\|` b | – | c | HTML §9 |'));
    expect(read).toEqual({
      group: 'sse',
      title: 'Server-Sent Events',
      cases: [
        {
          id: 'sse-retry',
          rank: 'must',
          seen: 'a `|` b',
          ways: '',
          holds: 'c',
          standard: 'HTML §9',
        },
      ],
    });
  });

  it.each([
    ['a rank that is none', '| `sse-retry` | maybe | a | – | c | – |'],
    ['a cell too few', '| `sse-retry` | must | a | – | c |'],
    ['an id that is no code', '| sse-retry | must | a | – | c | – |'],
  ])('with %s is refused, with the line', (_, row) => {
    expect(() => readCases('sse', page(row))).toThrow(/line 5/);
  });

  it('is there for every group, and names each case once', () => {
    const ids = groups.flatMap(({ cases }) => cases.map(({ id }) => id));
    expect(groups).toHaveLength(26);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(groups)('of $group says of every case what is seen and what must hold', ({ cases }) => {
    expect(cases.filter(({ seen, holds }) => seen === '' || holds === '')).toEqual([]);
    const halves = cases.filter(
      ({ ways }) => ways !== '' && !/^naive: .*[^ ] → correct: ./.test(ways),
    );
    expect(halves.map(({ id }) => id)).toEqual([]);
  });
});

describe('docs/coverage.md', () => {
  it('counts what scenarios cover, by rank', () => {
    const [sse] = [
      readCases(
        'sse',
        page('| `a-b` | must | a | – | c | – |', '| `a-c` | could | a | – | c | – |'),
      ),
    ];
    const made = coveragePage([sse], [{ id: 'sse-replay', covers: ['a-b'] }]);
    expect(made).toContain(
      '| [`sse`](#sse-server-sent-events) | Server-Sent Events | 1 of 1 | – | 0 of 1 | 1 of 2 |',
    );
    expect(made).toContain('| `a-b` | must | `sse-replay` |\n| `a-c` | could | – |');
  });

  it('is up to date; npm run coverage writes it', () => {
    expect(readFileSync('docs/coverage.md', 'utf8')).toBe(coveragePage(groups, catalogue));
  });
});
