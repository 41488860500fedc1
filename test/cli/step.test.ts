import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bin } from './apilab.ts';
import { hasTmux, openTerminal, type Terminal } from './tmux.ts';

const root = join(import.meta.dirname, '../..');

describe.skipIf(!hasTmux)('apilab run --step in a real terminal', () => {
  let terminal: Terminal;
  beforeEach(() => {
    terminal = openTerminal(root);
  });
  afterEach(() => terminal.close());

  const run = (args: string) =>
    terminal.type(`${process.execPath} ${bin} run sse-replay ${args}`, 'Enter');

  it('pauses before each step and goes on with Enter', async () => {
    run('--step');
    await terminal.shows(/step 1: Receive three prices\n +Enter next · q quit/);
    expect(terminal.screen()).not.toContain('GET /prices');
    terminal.type('Enter');
    await terminal.shows(/step 2: Lose the connection/);
    expect(terminal.screen()).toContain('GET /prices');
    expect(terminal.screen()).not.toContain('resets the connection');
  });

  it('shows the last step again in more detail, and in hex', async () => {
    run('--step');
    await terminal.shows(/step 1: .*\n +Enter next · q quit/);
    terminal.type('Enter');
    await terminal.shows(/step 2: .*\n.* d more detail/);
    terminal.type('d');
    await terminal.shows(/transfer-encoding: chunked/);
    terminal.type('h');
    await terminal.shows(/47 45 54 20/);
  });

  it('asks in sentences, and shows words in place of signs, where that is wanted', async () => {
    run('--step --accessible');
    await terminal.shows(/step 1: .*\nType q to quit, [^:]*:\s*$/);
    terminal.type('Enter');
    await terminal.shows(/step 2: .*\nType d for more detail, [^:]*:\s*$/);
    terminal.type('d', 'Enter');
    const screen = await terminal.shows(
      /transfer-encoding: chunked[\s\S]*Enter\s+alone\s+to\s+go\s+on:\s*$/,
    );
    expect(screen).toContain('client to prices');
    expect(screen).not.toMatch(/[→←⇒↳✓✗▸\u2500-\u259f]/u);
  });

  it('begins with the step that is named', async () => {
    run('--step 3');
    await terminal.shows(/step 3: .*\n +Enter next · q quit/);
    expect(terminal.screen()).not.toContain('Receive three prices');
    terminal.type('Enter');
    await terminal.shows(/3 {2}Reconnect[\s\S]*step 4: .*\n.* d more detail/);
  });

  it('ends where nobody is there any more', async () => {
    run('--step');
    await terminal.shows(/q quit/);
    terminal.type('C-d');
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
    expect(terminal.screen()).not.toContain('a fault');
  });

  it('quits with q, tidily', async () => {
    run('--step');
    await terminal.shows(/q quit/);
    terminal.type('q');
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
  });

  it('leaves a sane terminal on Ctrl-C', async () => {
    run('--step');
    await terminal.shows(/q quit/);
    terminal.type('C-c');
    expect(await terminal.aftermath()).toBe('code 130 icanon echo, cursor shown');
  });

  it('is coloured, and ends with its checks', async () => {
    run('--step 7');
    await terminal.shows(/step 7/);
    terminal.type('n');
    await terminal.shows(/✓ must replay a log to its edges/);
    expect(await terminal.aftermath()).toMatch(/code 0 /);
  });
});
