import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apilab, bin } from './apilab.ts';
import { live } from './live.ts';
import { hasTmux, openTerminal, type Terminal } from './tmux.ts';

const root = new URL('../..', import.meta.url).pathname;

describe('apilab serve --variant', () => {
  it('serves a naive variant, and says what it does', async () => {
    const session = await live(['serve', 'idem', '--variant', 'no-key']);
    expect(session.welcome()).toContain('Naive: There are no keys');
    const order = () =>
      fetch(`${session.url}/orders`, {
        method: 'POST',
        headers: {
          Authorization: 'Bearer ada',
          'Content-Type': 'application/json',
          'Idempotency-Key': '"one"',
        },
        body: '{"productId":4,"quantity":1}',
      });
    const places = [await order(), await order()].map((answer) => answer.headers.get('location'));
    expect(places).toEqual(['/orders/1', '/orders/2']);
    await session.interrupt();
  });

  it.each([
    [['serve', 'idem', '--variant', 'no-kye'], "has no variant 'no-kye'; did you mean 'no-key'?"],
    [['serve', 'hook', '--variant', 'in-memory'], "'in-memory' is about more than its server"],
    [['serve', './nowhere.ts'], 'there is no file ./nowhere.ts'],
  ])('%j: one clear line', async (args, complaint) => {
    const { code, stderr } = await apilab(args);
    expect(code).toBeGreaterThan(1);
    expect(stderr).toMatch(/^apilab: .*\n$/);
    expect(stderr).toContain(complaint);
  });
});

it.each(['serve', 'tap'])('apilab %s --fault help explains every fault', async (command) => {
  const target = command === 'tap' ? ['--target', 'localhost:3000'] : [];
  const { code, stdout } = await apilab([command, ...target, '--fault', 'help']);
  expect(code).toBe(0);
  expect(stdout).toContain('such as  --fault drop-response');
  expect(stdout).toContain('delayMs');
});

it('names at the end a fault that never fired', async () => {
  const session = await live(['serve', 'sse', '--fault', 'drop-response:nth=7']);
  const { stderr } = await session.interrupt();
  expect(stderr).toContain('never fired: the tap keeps the 7th response');
});

describe.skipIf(!hasTmux).each([
  [80, 24],
  [40, 24],
])('the keys of serve on %i columns and %i rows', (columns, rows) => {
  let terminal: Terminal;
  beforeEach(() => {
    terminal = openTerminal(root, columns, rows);
  });
  afterEach(() => terminal.close());

  it('arm faults, name what is armed, and take it back', async () => {
    terminal.type(`clear; ${process.execPath} ${bin} serve idem --port 0`, 'Enter');
    const welcome = await terminal.shows(/d drop the next answer/);
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(welcome) ?? [];
    const curl = () => promisify(execFile)('curl', ['-sm', '9', `${url}/orders/1`]);
    terminal.type('d');
    await terminal.shows(/armed: the tap keeps the 1st[\s\S]*o off \(armed: drop-response\)/);
    await expect(curl()).rejects.toMatchObject({ code: 56 });
    await terminal.shows(
      /keeps the 1st response from[\s\S]*b black hole\s+. ?q quit\s*$|q quit\s*$/,
    );
    terminal.type('s');
    await terminal.shows(/o off \(armed:\s+delay-bytes\)/);
    terminal.type('o');
    await terminal.shows(/off: bytes pass as they come/);
    await curl();
    terminal.type('d');
    await terminal.shows(/bytes pass[\s\S]*armed:\s+drop-response/);
    terminal.type('q');
    await terminal.shows(/never fired: the tap keeps/);
    expect(await terminal.aftermath()).toBe('code 0 icanon echo, cursor shown');
  });
});

describe.skipIf(!hasTmux)('the keys of serve in sentences', () => {
  it('are typed, and asked for once', async () => {
    const terminal = openTerminal(root);
    try {
      terminal.type(`clear; ${process.execPath} ${bin} --accessible serve sse --port 0`, 'Enter');
      await terminal.shows(/Type d to drop the next answer/);
      terminal.type('d', 'Enter');
      await terminal.shows(/armed: the tap keeps/);
      terminal.type('q', 'Enter');
      expect(await terminal.aftermath()).toMatch(/^code 0/);
    } finally {
      terminal.close();
    }
  });
});
