import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bin } from './apilab.ts';
import { hasTmux, openTerminal, type Terminal } from './tmux.ts';

const root = join(import.meta.dirname, '../..');
const stopped = /^code 14[68] icanon echo, cursor shown$/;

describe.skipIf(!hasTmux)('apilab run in a real terminal', () => {
  let terminal: Terminal;
  afterEach(() => terminal.close());

  const open = (columns = 80, rows = 24) => {
    terminal = openTerminal(root, columns, rows);
  };
  const run = (args: string) => terminal.type(`${process.execPath} ${bin} run ${args}`, 'Enter');
  /** The rows that are seen. */
  const rows = () => terminal.screen().split('\n').slice(0, -1);

  describe('of 80 columns and 24 rows', () => {
    beforeEach(() => {
      open();
      run('sse-replay');
    });

    it('shows one step, with the keys below it', async () => {
      await terminal.shows(
        /step 1 of 7[\s\S]*1 {2}Receive three prices[\s\S]* {2}n next {2}l list .*q quit/,
      );
      expect(terminal.screen()).not.toContain('Lose the connection');
      expect(rows()).toHaveLength(24);
      expect(rows().at(-1)).toMatch(/^ {2}n next {2}l list/);
    });

    it('goes to the next step and back', async () => {
      await terminal.shows(/step 1 of 7/);
      terminal.type('n', 'Right');
      await terminal.shows(/step 3 of 7[\s\S]*Reconnect and catch up/);
      terminal.type('b', 'Left');
      await terminal.shows(/step 1 of 7[\s\S]*Receive three prices/);
      terminal.type('Enter');
      await terminal.shows(/step 2 of 7/);
    });

    it('lists the steps, with what their checks came to, and goes where one wants', async () => {
      await terminal.shows(/step 1 of 7/);
      terminal.type('l');
      await terminal.shows(
        /▸ {2}1 Receive three prices[\s\S]*4 Lose it .* ✓✓✓[\s\S]*How it came out/,
      );
      terminal.type('Down', 'Down', 'Enter');
      await terminal.shows(/step 3 of 7/);
      terminal.type('6');
      await terminal.shows(/step 6 of 7/);
    });

    it('shows every field, and every byte, and scrolls what is higher than the screen', async () => {
      await terminal.shows(/step 1 of 7/);
      terminal.type('d');
      await terminal.shows(/accept: text\/event-stream[\s\S]*↓ \d+ below: space/);
      terminal.type('Space');
      await terminal.shows(/↑ \d+ above · ↓ \d+ below/);
      terminal.type('h', 'End');
      await terminal.shows(/sse\.value tick/);
      await terminal.shows(/↑ \d+ above *\n/);
      expect(rows()).toHaveLength(24);
      terminal.type('h');
      await terminal.shows(/client ← prices {3}id: 3 · /);
    });

    it('shows the same step of a naive variant in its place, and the first one again', async () => {
      await terminal.shows(/step 1 of 7/);
      terminal.type('3', 's');
      const naive = await terminal.shows(/forget \(naive\) +step 3 of 7/);
      expect(naive).not.toContain('id: 4 ·');
      terminal.type('s', 's');
      await terminal.shows(/resume \(correct\) +step 3 of 7[\s\S]*id: 4 ·/);
    });

    it('shows the same run without its faults, and passes no judgement on it', async () => {
      await terminal.shows(/step 1 of 7/);
      terminal.type('4', 'f');
      const calm = await terminal.shows(/no fault +step 4 of 7/);
      expect(calm).not.toContain('the tap');
      expect(calm).toMatch(/– MUST wait the time of the retry field[\s\S]*not so here:\s+none/);
      expect(calm).not.toMatch(/as predicted/i);
      terminal.type('f');
      await terminal.shows(/the tap resets the connection/);
    });

    it('explains its keys', async () => {
      await terminal.shows(/step 1 of 7/);
      terminal.type('?');
      await terminal.shows(
        /the step before[\s\S]*every byte with what it is[\s\S]*\? back {2}q quit/,
      );
      terminal.type('?');
      await terminal.shows(/1 {2}Receive three prices/);
    });

    it('ends with how it came out, and leaves that behind', async () => {
      await terminal.shows(/step 1 of 7/);
      terminal.type('8');
      await terminal.shows(/How it came out\n {2}✓ must deliver[\s\S]*b back {2}l list/);
      terminal.type('Enter');
      expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
      expect(terminal.screen()).toMatch(/✓ 6 checks hold\n.*connections[\s\S]*See it fail: /);
      expect(terminal.screen()).not.toContain('How it came out');
    });

    it.each([
      ['q', 'code 0'],
      ['C-d', 'code 0'],
      ['C-c', 'code 130'],
    ])('gives the terminal back as it was at %s', async (key, code) => {
      await terminal.shows(/step 1 of 7/);
      terminal.type(key);
      expect(await terminal.aftermath()).toBe(`${code} icanon echo, cursor shown`);
      expect(terminal.screen()).not.toMatch(/step 1 of 7|a fault/);
    });

    it('stops at Ctrl-Z, and goes on where it was', async () => {
      await terminal.shows(/step 1 of 7/);
      terminal.type('n');
      await terminal.shows(/step 2 of 7/);
      terminal.type('C-z');
      expect(await terminal.aftermath()).toMatch(stopped);
      terminal.type('clear; tmux clear-history; fg', 'Enter');
      await terminal.shows(/step 2 of 7[\s\S]*n next {2}b back/);
      terminal.type('n');
      await terminal.shows(/step 3 of 7/);
      terminal.type('q');
      expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
    });

    it('is drawn anew in another size', async () => {
      await terminal.shows(/step 1 of 7/);
      terminal.resize(120, 30);
      await terminal.shows(/^ {2}sse-replay · resume \(correct\) {60,}step 1 of 7$/m);
      expect(rows()).toHaveLength(30);
      terminal.resize(40, 16);
      await terminal.shows(/^ {2}resume +step 1 of 7$/m);
      await terminal.shows(/^ {2}n next {2}l list {2}\? keys {2}q quit$/m);
      expect(rows()).toHaveLength(16);
      expect(Math.max(...rows().map((row) => row.length))).toBeLessThanOrEqual(40);
    });
  });

  it('shows two variants beside each other if there is room', async () => {
    open(120);
    run('sse-replay --step 3');
    await terminal.shows(/step 3 of 7/);
    terminal.type('s');
    await terminal.shows(/resume \(correct\) +│ +forget \(naive\)\n.*Reconnect.*│.*Reconnect/);
    const ids = await terminal.shows(/id: 4 · .*│ .*id: 7 · /);
    expect(Math.max(...ids.split('\n').map((row) => row.length))).toBeLessThanOrEqual(120);
  });

  it('is readable in 40 columns', async () => {
    open(40, 20);
    run('sse-replay');
    await terminal.shows(
      /step 1 of 7[\s\S]*↓ \d+ below: space\n {2}n next {2}l list {2}\? keys {2}q quit/,
    );
    terminal.type('3', 's');
    await terminal.shows(/^ {2}forget +step 3 of 7/);
    terminal.type('l');
    await terminal.shows(/▸ {2}3 Reconnect and catch up[\s\S]*Enter go there/);
    expect(rows()).toHaveLength(20);
    terminal.type('C-c');
    expect(await terminal.aftermath()).toBe('code 130 icanon echo, cursor shown');
  });

  it('lets time go by for real, once, and no longer than somebody wants to wait', async () => {
    open();
    run('sse-replay --pace real --step 3');
    // A second of lab time passes before the client comes back.
    await terminal.shows(/step 3 of 7[\s\S]*as time goes on/);
    expect(terminal.screen()).not.toContain('id: 7 ·');
    await terminal.shows(/id: 7 ·/);
    terminal.type('n');
    await terminal.shows(/step 4 of 7[\s\S]*as time goes on/);
    terminal.type('n');
    await terminal.shows(/step 4 of 7[\s\S]*id: 20 ·/);
    terminal.type('b');
    await terminal.shows(/step 3 of 7[\s\S]*id: 7 ·/);
  });

  it.each(['--all-steps', '--format ndjson', '--no-input', '--compare'])(
    'prints on with %s',
    async (how) => {
      open();
      run(`sse-replay ${how} | tail -n 1; ${process.execPath} ${bin} run sse-replay ${how}`);
      expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
    },
  );

  it('writes what -o names before it is looked at, and prints on if nothing else is asked for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'apilab-step-'));
    const file = join(folder, 'run.ndjson');
    open();
    run(`sse-replay --step -o ${file}`);
    await terminal.shows(/step 1 of 7/);
    terminal.type('C-c');
    expect(await terminal.aftermath()).toMatch(/^code 130/);
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain('"type":"end"');
    rmSync(folder, { recursive: true });
  });

  it('says so if there is no such step', async () => {
    open();
    run('sse-replay --step 9');
    expect(await terminal.aftermath()).toMatch(/^code 2 /);
    expect(terminal.screen()).toContain('sse-replay has steps 1 to 7, not 9');
  });

  it('asks in sentences, and shows words in place of signs, where that is wanted', async () => {
    open(80, 40);
    run('sse-replay --accessible');
    await terminal.shows(/Step 1 of 7, resume\n[\s\S]*Type [^:]*q to quit, [^:]*:\s*$/);
    terminal.type('Enter');
    await terminal.shows(/Step 2 of 7, resume\n[\s\S]*b to go back, [^:]*:\s*$/);
    terminal.type('d', 'Enter');
    await terminal.shows(/client and prices[\s\S]*for less detail[^:]*:\s*$/);
    terminal.type('d', 'Enter');
    await terminal.shows(/for more detail[^:]*:\s*$/);
    terminal.type('s', 'Enter');
    await terminal.shows(/Step 2 of 7, forget\n[\s\S]*:\s*$/);
    terminal.type('l', 'Enter');
    await terminal.shows(/ 4 {2}Lose it again and again[\s\S]*Type 1 to 8 to go there[^:]*:\s*$/);
    terminal.type('4', 'Enter');
    await terminal.shows(/Step 4 of 7[\s\S]*:\s*$/);
    expect(terminal.screen()).not.toMatch(/[→←⇒↳✓✗▸\u2500-\u259f]/u);
    terminal.type('q', 'Enter');
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
    expect(terminal.screen()).toContain('holds: 6 checks hold');
  });
});
