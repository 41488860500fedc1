import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecallCard } from '../../src/content/card.ts';
import { cardOutlines, wholeCards } from '../../src/content/deck.ts';
import { parseProgress } from '../../src/progress/shape.ts';
import { bin } from './apilab.ts';
import { hasTmux, openTerminal, type Terminal } from './tmux.ts';

const root = join(import.meta.dirname, '../..');
const deck = await wholeCards(await cardOutlines());

/** A topic that has one card, which is answered in one's own words. */
function interview(): RecallCard {
  const card = deck.find(
    (each): each is RecallCard =>
      each.kind === 'recall' &&
      deck.filter(({ group, topic }) => group === each.group && topic === each.topic).length === 1,
  );
  if (card === undefined) throw new Error('no topic has just an interview question');
  return card;
}

describe.skipIf(!hasTmux).each([80, 40])('what one knows, in %d columns', (columns) => {
  let terminal: Terminal;
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'apilab-known-'));
    terminal = openTerminal(root, columns, 24);
    terminal.type(
      `export APILAB_HOME=${home}; apilab() { ${process.execPath} ${bin} "$@"; }; clear`,
      'Enter',
    );
  });
  afterEach(() => {
    terminal.close();
    rmSync(home, { recursive: true });
  });

  const run = (words: string) => terminal.type(`apilab ${words}`, 'Enter');
  const kept = () => parseProgress(readFileSync(join(home, 'progress.json'), 'utf8'));
  const ratings = (id: string) => kept().cards[id]?.reviews.map(({ rating }) => rating);
  const longest = (screen: string) =>
    Math.max(
      ...screen
        .slice(screen.indexOf('1 of '))
        .split('\n')
        .map((line) => line.trimEnd().length),
    );

  it('takes the points that were said, and takes them back', async () => {
    const card = interview();
    run(`quiz ${card.group} --topic "${card.topic}"`);
    await terminal.shows(/Enter show the points[\s\S]*q quit\s*$/);
    terminal.type('a');
    await terminal.shows(/kept\s+nowhere\.\s*$/);
    terminal.type('my own words', 'Enter', 'Enter');
    await terminal.shows(/A good answer says[\s\S]*none said[\s\S]*q quit\s*$/);
    terminal.type('2', 'Enter');
    await terminal.shows(new RegExp(`1 of ${card.points.length} points: too few\\.`));
    expect(ratings(card.id)).toEqual(['again']);
    const screen = await terminal.shows(/They may go on:[\s\S]*u undo[\s\S]*q quit\s*$/);
    expect(longest(screen)).toBeLessThanOrEqual(columns);

    terminal.type('u');
    await terminal.shows(/Taken back\.[\s\S]*Enter show the points[\s\S]*q quit\s*$/);
    expect(kept().cards).toEqual({});
    terminal.type('Enter');
    await terminal.shows(/Taken back\.[\s\S]*none said[\s\S]*q quit\s*$/);
    for (const number of card.points.keys()) terminal.type(`${number + 1}`);
    terminal.type('Enter');
    await terminal.shows(/points: that is good\.[\s\S]*u undo[\s\S]*q quit\s*$/);
    expect(ratings(card.id)).toEqual(['good']);
    terminal.type('q');
    await terminal.shows(/1 of 1 right/);
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
    expect(readFileSync(join(home, 'progress.json'), 'utf8')).not.toContain('my own words');
  });

  it('finds out what one does not know, plans the evening, and shows it', async () => {
    run('quiz --diagnose --seed 1 --minutes 40');
    for (let number = 1; number <= 10; number++) {
      await terminal.shows(new RegExp(`\\s${number} of 10 · [\\s\\S]*q quit\\s*$`));
      terminal.type('s');
    }
    await terminal.shows(/Enter the plan · u undo\s*$/);
    terminal.type('Enter');
    const plan = await terminal.shows(/A plan for 40 minutes[\s\S]*ready> *\s*$/);
    expect(plan).toContain('0 of 10 right');
    expect(plan).toMatch(/ min {2}apilab learn \w+ --from \d+/);
    expect(plan).toMatch(/ min {2}apilab quiz --missed/);
    expect(longest(plan)).toBeLessThanOrEqual(columns);
    expect(Object.keys(kept().cards)).toHaveLength(10);

    terminal.type('clear', 'Enter');
    run('quiz --missed --count 10');
    await terminal.shows(/\s1 of 10 · [\s\S]*q quit\s*$/);
    terminal.type('q');
    terminal.type('clear', 'Enter');
    run('progress');
    const first = await terminal.shows(/Enter more · q quit\s*$/);
    expect(first).toMatch(/You know 0 of \d+ cards/);
    terminal.type('Enter');
    await terminal.shows(/more · q quit[\s\S]*(Next:|Enter more · q quit\s*$)/);
    terminal.type('q');
  });

  it('is asked in sentences where that is wanted', async () => {
    const card = interview();
    run(`--accessible quiz ${card.group} --topic "${card.topic}"`);
    await terminal.shows(/Press Enter alone[\s\S]*points of a good\s+answer:\s*$/);
    terminal.type('Enter');
    await terminal.shows(/if that is all\s+\(said:\s+none\):\s*$/);
    terminal.type('1, 2', 'Enter');
    await terminal.shows(/if that is all\s+\(said:\s+1,\s+2\):\s*$/);
    terminal.type('Enter');
    const screen = await terminal.shows(/2 of \d points[\s\S]*u to take back the\s+last\s+answer/);
    expect(screen.slice(screen.indexOf('Card 1'))).not.toMatch(/[✓✗→·▒─│–]/);
    terminal.type('C-c');
    expect(await terminal.aftermath()).toBe('code 130 icanon echo, cursor shown');
  });
});
