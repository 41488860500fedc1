import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Live, live } from '../cli/live.ts';
import { hasTmux, openTerminal, type Terminal } from '../cli/tmux.ts';
import { isInstalled } from './installed.ts';
import { eventsIn, type Printed, printedBy } from './printed.ts';

const require = createRequire(import.meta.url);
const wscat = dirname(require.resolve('wscat/bin/wscat'));

/** Before all others the Python of the system, which its packages belong to, and wscat. */
const path = [wscat, '/usr/bin', '/bin', '$PATH'].join(':');

/** What the chat answers to the printed lines, as it stands on the wire. */
const answers = [
  '{"joined":"kitchen","seq":0}',
  '{"room":"kitchen","seq":1,"by":"ben","said":"hi"}',
  '{"ack":1}',
];

describe.skipIf(!hasTmux)('the chat, from a terminal', () => {
  let session: Live;
  let terminal: Terminal;
  let folder: string;
  let printed: readonly Printed[];
  beforeEach(async () => {
    session = await live(['serve', 'ws', '--format', 'ndjson']);
    printed = printedBy(session.welcome());
    folder = mkdtempSync(join(tmpdir(), 'apilab-test-'));
    terminal = openTerminal(folder, 200);
    terminal.type(`PATH=${path}`, 'Enter');
  });
  afterEach(() => {
    terminal.close();
    rmSync(folder, { recursive: true });
  });

  /** The command or the lines that are printed under a heading which begins so. */
  function under(heading: string): string {
    const found = printed.find(({ about }) => about.startsWith(heading));
    if (found === undefined) throw new Error(`nothing is printed about ${heading}`);
    return found.command;
  }

  /** Types a command, then each of the lines, and waits for the answers of all of them. */
  async function talk(command: string, connected: RegExp): Promise<void> {
    terminal.type('-l', command);
    terminal.type('Enter');
    await terminal.shows(connected);
    for (const line of under('lines to type').split('\n')) {
      terminal.type('-l', line);
      terminal.type('Enter');
    }
    for (const answer of answers) await terminal.shows(onScreen(answer));
  }

  /** The messages that the tap saw, sorted: what both sides say at once has no order. */
  async function onTheWire(): Promise<readonly string[]> {
    const { stdout } = await session.interrupt();
    return eventsIn(stdout)
      .flatMap((event) => {
        if (event.type !== 'message' || event.message.kind !== 'ws-frame') return [];
        const { message, direction } = event.message;
        return message ? [`${direction === 'client-to-server' ? '>' : '<'} ${message.text}`] : [];
      })
      .sort();
  }

  const conversation = [
    '> {"hello":"ben"}',
    '> {"join":"kitchen","after":0}',
    '> {"say":"hi","room":"kitchen","n":1}',
    ...answers.map((answer) => `< ${answer}`),
  ].sort();

  it('with wscat and the lines typed', async () => {
    await talk(under('wscat; then type the lines'), /Connected \(press CTRL\+C to quit\)/);
    terminal.type('C-c');
    await terminal.shows(promptIsBack);
    expect(await onTheWire()).toEqual(conversation);
  });

  it('with wscat that says the lines itself, and leaves', async () => {
    terminal.type('-l', under('wscat 6.1'));
    terminal.type('Enter');
    for (const answer of answers) await terminal.shows(onScreen(answer));
    await session.shows('"opcode":"close"');
    await terminal.shows(promptIsBack);
    expect(await onTheWire()).toEqual(conversation);
  });

  const websockets = isInstalled('/usr/bin/python3', ['-c', 'import websockets']);

  it.skipIf(!websockets)('with websockets for Python and the lines typed', async () => {
    await talk(under('websockets for Python'), /Connected to ws:/);
    terminal.type('C-d');
    await terminal.shows(promptIsBack);
    expect(await onTheWire()).toEqual(conversation);
  });
});

/** The shell waits for a command again, perhaps behind what was left of the one before. */
const promptIsBack = /ready> *\n*$/;

/** A line of the screen that shows this answer, and not what was typed. */
function onScreen(answer: string): RegExp {
  return new RegExp(`^[< ]*${answer.replace(/[[\]{}]/g, '\\$&')}`, 'm');
}
