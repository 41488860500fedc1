import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChoiceCard, PredictWireCard } from '../../src/content/card.ts';
import { cardOutlines, wholeCards } from '../../src/content/deck.ts';
import { noProgress } from '../../src/progress/progress.ts';
import { parseProgress } from '../../src/progress/shape.ts';
import { answered } from '../progress/examples.ts';
import { bin } from './apilab.ts';
import { hasTmux, openTerminal, type Terminal } from './tmux.ts';

const root = join(import.meta.dirname, '../..');
const deck = await wholeCards(await cardOutlines());

/** How the line of keys begins for each kind of card. */
const begins = {
  choice: /^ *1–[345] answer/,
  recall: /^ *Enter show the points/,
  order: /^ *1–[3456] comes first/,
};

/** A text in one line, as it is shown: code stands without its backquotes. */
const flat = (text: string) => text.replaceAll('`', '').replace(/\s+/g, ' ').trim();

describe.skipIf(!hasTmux)('apilab quiz in a real terminal', () => {
  let terminal: Terminal;
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'apilab-quiz-'));
    terminal = openTerminal(root, 120);
  });
  afterEach(() => {
    terminal.close();
    rmSync(home, { recursive: true });
  });

  const run = (command: string) =>
    terminal.type(`APILAB_HOME=${home} ${process.execPath} ${bin} ${command}`, 'Enter');

  /** Resolves once the screen ends with a line that has these keys. */
  const asks = (keys: string) => terminal.shows(new RegExp(`${keys}[^\\n]*q quit\\s*$`));

  /** Skips cards until one of this kind is asked; resolves with its number. */
  async function skipTo(kind: keyof typeof begins): Promise<number> {
    for (let number = 1; number <= deck.length; number++) {
      const screen = await isAsked(number);
      if (begins[kind].test(screen.trimEnd().split('\n').at(-1) ?? '')) return number;
      terminal.type('s');
    }
    throw new Error(`no card of the kind ${kind} was asked`);
  }

  const isAsked = (number: number) =>
    terminal.shows(
      new RegExp(`\\s${number}( of \\d+)? · [\\s\\S]*s skip · (u undo · )?q quit\\s*$`),
    );

  /** The card that is asked, and the number before each of its answers. */
  function asked() {
    const screen = terminal.screen();
    const last = screen.slice(screen.lastIndexOf(' · sse · '));
    const card = deck.find(
      (each): each is ChoiceCard | PredictWireCard =>
        'distractors' in each && flat(last).includes(flat(each.question)),
    );
    if (card === undefined) throw new Error(`no card is asked:\n${screen}`);
    const answers = [...last.matchAll(/^ {4}([1-5]) {2}(.+(?:\n {7}\S.*)*)$/gm)];
    const numberOf = ({ text }: { readonly text: string }) => {
      const [, number] = answers.find(([, , answer = '']) => flat(answer) === flat(text)) ?? [];
      if (number === undefined) throw new Error(`'${text}' is not offered:\n${screen}`);
      return number;
    };
    return { card, numberOf };
  }

  const kept = () => parseProgress(readFileSync(join(home, 'progress.json'), 'utf8')).cards;

  it('rebuts a wrong answer, and keeps it before anything else is asked', async () => {
    run('quiz sse --count 100');
    await skipTo('choice');
    const { card, numberOf } = asked();
    const [wrong] = card.distractors;
    if (wrong === undefined) throw new Error('a card has distractors');
    terminal.type(numberOf(wrong));
    const screen = await asks('Enter next');
    expect(screen).toContain(`✗ ${numberOf(wrong)} is wrong.`);
    expect(flat(screen)).toContain(flat(wrong.rebuttal));
    expect(screen).toMatch(/Prove it: apilab run|Read it: /);
    expect(kept()[card.id]?.reviews.map(({ rating }) => rating)).toEqual(['again']);

    terminal.type('q');
    expect(await terminal.shows(/Learn next: apilab learn sse/)).toContain('0 of 1 right');
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
  });

  it('plays the wire on the spot, and asks on', async () => {
    run('quiz sse --count 100');
    await skipTo('order');
    terminal.type('1', '2', '3', '4', '5', '6');
    await asks('Enter that is it');
    terminal.type('Enter');
    await asks('p play it');
    terminal.type('p');
    await terminal.shows(/Next, step 1: .*\s*Enter next · q quit\s*$/);
    terminal.type('Enter');
    await terminal.shows(/client [→⇄] prices[\s\S]*Next, step 2: .*\s*Enter next[^\n]*q quit\s*$/);
    terminal.type('q');
    await terminal.shows(/Enter next · p play it[^\n]*q quit\s*$/);
  });

  it("takes a right answer for easy by one's own word", async () => {
    run('quiz sse --count 100');
    await skipTo('choice');
    const { card, numberOf } = asked();
    terminal.type(numberOf(card.key));
    expect(await asks('e that was easy')).toContain(`✓ ${numberOf(card.key)} is right.`);
    terminal.type('e');
    await terminal.shows(/Easy, then: due again in \d+ days\./);
    expect(kept()[card.id]?.reviews.map(({ rating }) => rating)).toEqual(['easy']);
  });

  it('asks in sentences and takes lines where that is wanted', async () => {
    run('--accessible quiz sse --count 1');
    const screen = await terminal.shows(/Card 1 of 1\. Group sse\.[\s\S]*q to quit[^:]*:\s*$/);
    expect(screen.slice(screen.indexOf('Card 1'))).not.toMatch(/[✓✗→·▒─│–]/);
    terminal.type('s', 'Enter');
    await terminal.shows(/Nothing was answered, 1 skipped/);
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
  });

  it('leaves the schedule alone the evening before', async () => {
    run('quiz sse --cram --minutes 1');
    await terminal.shows(/1 · sse · .* · 1 min left/);
    await skipTo('choice');
    terminal.type('1');
    await asks('Enter next');
    terminal.type('q');
    expect(await terminal.aftermath()).toContain('code 0');
    expect(existsSync(join(home, 'progress.json'))).toBe(false);
  });

  it('says nothing to the answers of an exam until its end', async () => {
    run('quiz sse --exam --count 100');
    const number = await skipTo('choice');
    const { card, numberOf } = asked();
    const [wrong] = card.distractors;
    terminal.type(numberOf(wrong ?? card.key));
    await isAsked(number + 1);
    expect(terminal.screen()).not.toMatch(/is wrong|is right|Prove it/);
    terminal.type('q');
    const report = await terminal.shows(/Learn next: apilab learn sse/);
    expect(report).toMatch(/0 of \d+ right[\s\S]*What you missed:[\s\S]*is wrong\./);
    expect(await terminal.aftermath()).toContain('code 0');
  });

  it('prints a sheet with --no-input', async () => {
    run('--no-input quiz sse');
    expect(await terminal.aftermath()).toContain('code 0');
    expect(terminal.screen()).toContain('5 of 5 · sse');
    expect(terminal.screen()).not.toContain('q quit');
  });

  it('keeps its lines within 40 columns', async () => {
    terminal.close();
    terminal = openTerminal(root, 40);
    run('quiz sse --count 1');
    const screen = await terminal.shows(/q quit\s*$/);
    const lines = screen.slice(screen.indexOf('1 of 1')).split('\n');
    for (const line of lines) expect(line.trimEnd().length).toBeLessThanOrEqual(40);
  });

  /** Progress with one answer in it. */
  const keepOne = () => {
    const progress = { ...noProgress, cards: { 'sse-retry': answered } };
    writeFileSync(join(home, 'progress.json'), JSON.stringify(progress));
  };

  it('starts over only where that is meant', async () => {
    keepOne();
    run('progress reset');
    await terminal.shows(/This starts over[\s\S]*: 1 card\.\s+y start over · n leave it\s*$/);
    terminal.type('n');
    expect(await terminal.aftermath()).toContain('code 0');
    expect(Object.keys(kept())).toEqual(['sse-retry']);
    terminal.type('clear', 'Enter');
    run('progress reset');
    await terminal.shows(/y start over · n leave it\s*$/);
    terminal.type('y');
    await terminal.shows(/You start over\. What was there before is now /);
    expect(kept()).toEqual({});
  });

  describe('on Ctrl-C leaves a sane terminal', () => {
    const prompts: Readonly<Record<string, () => Promise<unknown>>> = {
      'at a question': async () => {
        run('quiz sse --count 100');
        await skipTo('choice');
      },
      'after an answer': async () => {
        run('quiz sse --count 100');
        await skipTo('choice');
        terminal.type('1');
        await asks('Enter next');
      },
      'before an answer is revealed': async () => {
        run('quiz sse --count 100');
        await skipTo('recall');
      },
      'before points are ticked': async () => {
        run('quiz sse --count 100');
        await skipTo('recall');
        terminal.type('Enter');
        await asks('tick what you said');
      },
      'while an answer is written': async () => {
        run('quiz sse --count 100');
        await skipTo('recall');
        terminal.type('a');
        await terminal.shows(/an empty line\s+ends it/);
      },
      'within an order': async () => {
        run('quiz sse --count 100');
        await skipTo('order');
        terminal.type('2');
        await asks('u take one back');
      },
      'in an exam': async () => {
        run('quiz sse --exam');
        await asks('s skip');
      },
      'where lines are typed': async () => {
        run('--accessible quiz sse');
        await terminal.shows(/q to quit[^:]*:\s*$/);
      },
      'before a reset': async () => {
        keepOne();
        run('progress reset');
        await terminal.shows(/n leave it\s*$/);
      },
    };

    it.each(Object.entries(prompts))('%s', async (_, reach) => {
      await reach();
      terminal.type('C-c');
      expect(await terminal.aftermath()).toBe('code 130 icanon echo, cursor shown');
    });
  });
});
