import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Block } from '../../src/content/lesson.ts';
import { lessonOutlines, readLesson } from '../../src/content/lessons.ts';
import { lessonOptions } from '../../src/learn/question-view.ts';
import { bin } from './apilab.ts';
import { hasTmux, openTerminal, type Terminal } from './tmux.ts';

const root = join(import.meta.dirname, '../..');
const bash = (command: string) => promisify(execFile)('bash', ['-c', command]);

/** A section, by its number from 1, that asks one question and plays twice. */
async function twicePlayed() {
  for (const { group } of await lessonOutlines()) {
    const { sections } = await readLesson(group);
    const at = sections.findIndex(
      ({ blocks }) =>
        blocks.filter(({ kind }) => kind === 'play').length > 1 &&
        blocks.filter(({ kind }) => kind === 'predict').length === 1,
    );
    if (at >= 0) return { group, number: at + 1 };
  }
  throw new Error('no lesson has such a section');
}

describe.skipIf(!hasTmux)('apilab learn in a real terminal', async () => {
  const lesson = await readLesson('sse');
  const { sections } = lesson;

  /** The first section with such a block: its number, from 1, its title and the block. */
  function first<K extends Block['kind']>(kind: K) {
    for (const [index, { id, title, blocks }] of sections.entries()) {
      const block = blocks.find((each): each is Extract<Block, { kind: K }> => each.kind === kind);
      if (block) return { number: index + 1, id, title, block };
    }
    throw new Error(`the lesson has no ${kind}`);
  }
  const asked = first('predict');
  const turn = first('turn');
  const options = lessonOptions(asked.block, `sse/${asked.id}`);
  const wrongAt = options.findIndex(({ right }) => !right);
  const wrong = { number: wrongAt + 1, rebuttal: options[wrongAt]?.rebuttal };
  const heading = (number: number) => new RegExp(`${number} of ${sections.length} · `);

  let terminal: Terminal;
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'apilab-test-'));
    terminal = openTerminal(root);
  });
  afterEach(() => {
    terminal.close();
    rmSync(home, { recursive: true });
  });

  const learn = (args: string) =>
    terminal.type(`APILAB_HOME=${home} ${process.execPath} ${bin} learn ${args}`, 'Enter');

  /** Resolves once this is the last that stands on the screen, so that a key meets the right question. */
  const asks = (keys: string) => terminal.shows(new RegExp(`${keys} *\\n*$`));

  /** Passes over the question that a section asks before its turn, and gives the address of the turn. */
  async function takeTurn(): Promise<string> {
    const begun = await asks('n next · b back · l list · q quit');
    if (/1–\d answer · [^\n]*\s*$/.test(begun)) terminal.type('n');
    const screen = await asks('h hint · s solution · .*n next · b back · l list · q quit');
    return / on (http:\/\/[\d.:]+)\. /.exec(screen)?.[1] ?? '';
  }

  /** Does the task of the turn with curl, as from another terminal. */
  async function solve(url: string): Promise<void> {
    for (const command of turn.block.solution) {
      // curl ends itself after a while, and calls that a failure.
      await bash(`${command.replaceAll('{url}', url)} || true`);
    }
    await terminal.shows(/✓ Done: /);
    await asks('Enter next · r run again · b back · l list · q quit');
  }

  it('foresees wrongly, goes back, does the task with curl, quits and goes on there', async () => {
    learn(`sse --from ${asked.number}`);
    await asks('1–4 answer · h hint · n next · b back · l list · q quit');
    terminal.type(`${wrong.number}`);
    const told = await asks('Enter next · .* q quit');
    expect(told).toContain(`✗ Not ${wrong.number}. `);
    expect(told.replace(/\s+/g, ' ')).toContain(wrong.rebuttal);

    terminal.type('b');
    await terminal.shows(heading(asked.number - 1));
    await asks('l list · q quit');
    terminal.type('l');
    await asks('Enter stay · q quit');
    terminal.type(`${turn.number}`);
    await solve(await takeTurn());
    terminal.type('Enter');
    await terminal.shows(heading(turn.number + 1));
    terminal.type('q');
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');

    terminal.type('clear', 'Enter');
    learn('');
    const resumed = await asks('b back · l list · q quit');
    expect(resumed).toContain('You go on where you left off.');
    expect(resumed).toMatch(heading(turn.number + 1));
    terminal.type('l');
    const list = await asks('Enter stay · q quit');
    expect(list).toContain(`${turn.number}  ✓  ${turn.title}`);
    expect(list).toContain(`${asked.number}  ✓  ${asked.title}`);
  });

  it('plays again from the seed, in detail and to the byte', async () => {
    learn(`sse --from ${asked.number}`);
    await asks('q quit');
    terminal.type('n');
    await asks('Enter next · r run again · d detail · x hex · b back · l list · q quit');
    terminal.type('d');
    await terminal.shows(/transfer-encoding: chunked/);
    terminal.type('x');
    await terminal.shows(/47 45 54 20/);
  });

  describe('leaves a sane terminal and nothing running on Ctrl-C', () => {
    it.each([
      ['at a question', [], asked.number],
      ['at the list', ['l'], asked.number],
      ['after a section', ['n'], asked.number],
      ['on the first page', [], 1],
    ])('%s', async (_, keys, from) => {
      learn(`sse --from ${from}`);
      await asks('q quit');
      for (const key of keys) {
        terminal.type(key);
        await asks('(Enter next|Enter stay) .*q quit');
      }
      await leavesCleanly('sse');
    });

    it('in a turn', async () => {
      learn(`sse --from ${turn.number}`);
      await takeTurn();
      await leavesCleanly('sse');
    });

    it('in a turn that is done', async () => {
      learn(`sse --from ${turn.number}`);
      await solve(await takeTurn());
      await leavesCleanly('sse');
    });

    it('before something is played that no question came before', async () => {
      const { group, number } = await twicePlayed();
      learn(`${group} --from ${number}`);
      await asks('n next · .*q quit');
      terminal.type('n');
      await asks('Enter run it · .*q quit');
      await leavesCleanly(group);
    });

    async function leavesCleanly(group: string): Promise<void> {
      const [url] = /http:\/\/127[\d.:]+\d/.exec(terminal.screen()) ?? [];
      terminal.type('C-c');
      expect(await terminal.aftermath()).toBe('code 130 icanon echo, cursor shown');
      await expect(bash(`pgrep -f "^${process.execPath} ${bin} learn ${group}"`)).rejects.toThrow();
      if (url) await expect(fetch(url)).rejects.toThrow();
    }
  });

  it('asks in sentences, answered with lines, where symbols are of no use', async () => {
    learn(`sse --accessible --from ${asked.number}`);
    await asks('Type 1 to 4 to answer, [^:]* then\\s+press\\s+Enter: ');
    terminal.type(`${wrong.number}`, 'Enter');
    const told = await asks('Press\\s+Enter\\s+alone\\s+to\\s+go\\s+on: ');
    expect(told).toContain(`Not ${wrong.number}. `);
    expect(told).not.toMatch(/[→←⇒↳✓✗▸\u2500-\u259f]/u);
    terminal.type('q', 'Enter');
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
  });
});
