import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/content/card.ts';
import { cardOutlines, wholeCards } from '../../src/content/deck.ts';
import { noProgress } from '../../src/progress/progress.ts';
import { answered } from '../progress/examples.ts';
import { apilab } from './apilab.ts';

const deck = await wholeCards(await cardOutlines());
const sse = deck.filter(({ group }) => group === 'sse');

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'apilab-quiz-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const quiz = (...args: readonly string[]) =>
  apilab(['quiz', ...args], { env: { APILAB_HOME: home } });

/** Keeps that each of the cards was answered and is due at a time. */
function keep(cards: readonly Card[], due: string): void {
  const standing = ({ revision }: Card) => ({
    ...answered,
    revision,
    schedule: { ...answered.schedule, due },
  });
  const kept = Object.fromEntries(cards.map((card) => [card.id, standing(card)]));
  writeFileSync(join(home, 'progress.json'), JSON.stringify({ ...noProgress, cards: kept }));
}

/** The cards whose questions stand in a text, however it is wrapped. */
function askedIn(text: string): readonly Card[] {
  const flat = (wrapped: string) => wrapped.replace(/\s+/g, ' ');
  return deck.filter(({ question }) => flat(text).includes(flat(question)));
}

describe('apilab quiz where nobody can answer', () => {
  it('prints a sheet of five questions without their answers, and stops', async () => {
    const { code, stdout, stderr } = await quiz();
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^ {2}1 of 5 · /);
    const asked = askedIn(stdout);
    expect(asked).toHaveLength(5);
    for (const { explain } of asked) expect(stdout).not.toContain(explain.slice(0, 40));
  });

  it('prints the same sheet with its answers', async () => {
    const [sheet, withAnswers] = await Promise.all([quiz('sse'), quiz('sse', '--answers')]);
    expect(withAnswers.stdout.startsWith(sheet.stdout)).toBe(true);
    expect(withAnswers.stdout.slice(sheet.stdout.length)).toContain('Prove it: apilab run ');
  });

  it('asks as many cards as are wanted, of the group and level that are wanted', async () => {
    const { stdout } = await quiz('sse', '--level', 'basic', '--count', '2');
    const asked = askedIn(stdout);
    expect(asked).toHaveLength(2);
    for (const card of asked) expect(card).toMatchObject({ group: 'sse', level: 'basic' });
  });

  it('asks every card there is where all are wanted', async () => {
    expect(askedIn((await quiz('--count', `${deck.length}`)).stdout)).toHaveLength(deck.length);
  });

  it('takes words in upper case', async () => {
    const { stdout } = await quiz('SSE', '--level', 'BASIC');
    expect(stdout).toBe((await quiz('sse', '--level', 'basic')).stdout);
  });

  it('writes nothing', async () => {
    await quiz();
    expect(readdirSync(home)).toEqual([]);
  });
});

describe('apilab quiz --json', () => {
  it('lists every card without what is right', async () => {
    const { stdout } = await quiz('--json');
    const rows: readonly Record<string, unknown>[] = JSON.parse(stdout);
    expect(rows.map(({ id }) => id)).toEqual(deck.map(({ id }) => id));
    for (const row of rows) expect(Object.keys(row)).not.toContain('key');
  });

  it('adds the keys on demand', async () => {
    const { stdout } = await quiz('sse', '--json', '--answers');
    const rows: readonly Record<string, unknown>[] = JSON.parse(stdout);
    expect(rows).toHaveLength(sse.length);
    for (const row of rows) expect(row.key ?? row.points).toBeDefined();
  });
});

describe('apilab quiz --due', () => {
  it('says that nothing was answered yet', async () => {
    const { code, stdout } = await quiz('--due');
    expect(stdout).toBe('Nothing is due: none of these cards was answered yet.\n');
    expect(code).toBe(0);
  });

  it('says when the next card is due', async () => {
    keep(sse.slice(0, 3), new Date(Date.now() + 50 * 3_600_000).toISOString());
    const { code, stdout } = await quiz('--due');
    expect(stdout).toMatch(/^Nothing is due\. The next card is due in 2 days, \d+ \w+ \d{4}/);
    expect(code).toBe(0);
  });

  it('asks what is due and nothing else', async () => {
    keep(sse.slice(0, 3), '2026-03-01T10:00:00Z');
    const { stdout } = await quiz('--due');
    expect(askedIn(stdout).map(({ id }) => id)).toEqual(sse.slice(0, 3).map(({ id }) => id));
  });
});

describe('a command line that asks for what there is not', () => {
  it.each([
    [['ssee'], "there is no group 'ssee'; did you mean 'sse'?"],
    [['all'], "there is no group 'all'; there are: "],
    [['--level', 'baisc'], "there is no level 'baisc'; did you mean 'basic'?"],
    [['--level', 'hard'], "there is no level 'hard'; there are: basic, working, deep"],
    [['--topic', 'xyzzy'], "there is no topic 'xyzzy'; apilab quiz --topics lists them"],
    [['sse', '--topic', 'xyzzy'], "there is no topic 'xyzzy'; there are: a model's answer, "],
    [
      ['sse', '--topic', 'breaking changes'],
      `there is no card of sse on 'breaking changes'; there are: elsewhere 3 of grpc; without --topic ${sse.length}`,
    ],
    [
      ['sse', '--level', 'working', '--topic', 'resuming'],
      "there is no card of sse on 'resuming' (working); there are: 3 on 'resuming a stream' without --level; elsewhere 1 of ws; without --topic ",
    ],
    [
      ['--exam', '--topic', 'the whole design'],
      "an exam asks only what it can mark, and the 2 cards on 'the whole design' are answered in your own words; leave out --exam",
    ],
    [['--minutes', '5'], '--minutes goes with --cram or --diagnose'],
    [['--count', '0'], `--count is a whole number from 1 to ${deck.length}, not 0`],
    [['--count', '-1'], `--count is a whole number from 1 to ${deck.length}, not -1`],
    [['--count', `${deck.length + 1}`], `a whole number from 1 to ${deck.length}, not `],
    [['--cram', '--minutes', '0'], '--minutes is a whole number from 1 to 600, not 0'],
    [['--cram', '--minutes', '-1'], '--minutes is a whole number from 1 to 600, not -1'],
    [['--cram', '--exam'], '--cram and --exam do not go together'],
    [['--cram', '--due'], '--cram and --due do not go together'],
    [['--json', '--exam'], '--exam and --json do not go together'],
    [['--json', '--cram'], '--cram and --json do not go together'],
  ])('%j is refused in one line', async (args, message) => {
    const { code, stdout, stderr } = await quiz(...args);
    expect(stderr).toMatch(/^apilab: /);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

describe('a progress file that cannot be read', () => {
  it('is set aside with a word, and the quiz goes on', async () => {
    writeFileSync(join(home, 'progress.json'), '{"version":1,"cards":');
    const { code, stdout, stderr } = await quiz();
    expect(stderr).toMatch(/^apilab: the progress file was damaged .* and you start over\n$/);
    expect(askedIn(stdout)).toHaveLength(5);
    expect(readdirSync(home)).toEqual([expect.stringMatching(/^progress-damaged-\d+T\d+Z\.json$/)]);
    expect(code).toBe(0);
  });

  it('is left alone where a later version wrote it', async () => {
    writeFileSync(join(home, 'progress.json'), '{"version":9}');
    const { code, stderr } = await quiz();
    expect(stderr).toMatch(/^apilab: .*progress\.json: it was written by a newer apilab/);
    expect(readdirSync(home)).toEqual(['progress.json']);
    expect(code).toBe(3);
  });
});
