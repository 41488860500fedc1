import { describe, expect, it } from 'vitest';
import type { ComparisonEvent } from '../../../src/lab/record/transcript.ts';
import { terminalView } from '../../../src/report/index.ts';
import { cellCount } from '../../../src/text/cells.ts';

const seen = (holds: boolean, actual: string, predicted = holds) => ({
  holds,
  predicted: predicted ? ('holds' as const) : ('breaks' as const),
  actual,
  expected: '1 order',
});

const compared = (names: readonly string[], bad = false): ComparisonEvent => ({
  type: 'comparison',
  at: 0,
  id: 'idem-replay',
  title: 'Repeat a request safely',
  claim: 'A repeated request must have its effect once.',
  standard: 'no standard',
  variants: names.map((name, index) => ({
    name,
    kind: index === 0 ? 'correct' : 'naive',
    about: `What ${name} does.`,
    asPredicted: !bad,
  })),
  checks: [
    {
      id: 'once',
      promise: 'must place one order a key',
      source: 'lab',
      seen: names.map((_, index) => seen(index === 0, `${index + 1} orders`, index === 0 || bad)),
    },
    { id: 'ok', promise: 'must answer', source: 'lab', seen: names.map(() => seen(true, 'yes')) },
  ],
  figures: [
    { name: 'statements', unit: '', values: names.map((_, index) => 6 + index) },
    { name: 'requests', unit: '', values: names.map(() => 4) },
  ],
  charts: [],
});

const shown = (event: ComparisonEvent, width: number, plain = false) =>
  terminalView({ width, colour: false, wire: 'brief', plain }).write(event);

const few = ['key', 'no-key'];
const many = ['key', 'no-key', 'check-then-insert', 'short-memory', 'by-address', 'never'];

describe('a comparison', () => {
  it('has a column a variant if there is room', () => {
    expect(shown(compared(few), 80)).toMatch(
      /What differs +key +no-key\n +must place one order a +✓ 1 orders +✗ 2 orders\n +key\n/,
    );
  });

  it('has a row a variant if there is not', () => {
    expect(shown(compared(many), 80)).toMatch(
      /must place one order a key\n +✓ key +1 orders\n +✗ no-key +2 orders\n +✗ check-then-insert +3 orders\n/,
    );
  });

  it('leaves out what is alike, and counts it', () => {
    const text = shown(compared(few), 80);
    expect(text).not.toContain('must answer');
    expect(text).not.toMatch(/^ +requests/m);
    expect(text).toContain('1 more check holds in every variant; 1 figure is the same.');
  });

  it('says loudly what was not predicted', () => {
    const text = shown(compared(few, true), 120);
    expect(text).toMatch(/✗ NOT AS PREDICTED 2/);
    expect(text).toContain('Not as predicted: key, no-key');
  });

  it('is told in words', () => {
    const text = shown(compared(few), 80, true);
    expect(text).toMatch(/holds: key +1 orders\n +broken: no-key +2 orders/);
    expect(text).not.toMatch(/[✓✗\u2500-\u259f]/u);
  });

  it('escapes what was seen', () => {
    const [first, ...others] = compared(few).checks;
    const hostile = {
      ...compared(few),
      claim: 'a\u001b[2Jb\u202e',
      checks: first ? [first, ...others] : [],
    };
    expect(shown(hostile, 80)).toContain('a\\x1b[2Jb\\u202e');
  });

  it.each([40, 60, 80, 120, 200])('keeps to %d columns', (width) => {
    for (const names of [few, many]) {
      for (const plain of [false, true]) {
        const lines = shown(compared(names), width, plain).split('\n');
        expect(Math.max(...lines.map(cellCount))).toBeLessThanOrEqual(width);
      }
    }
  });
});
