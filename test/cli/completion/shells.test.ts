import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apilab, bin } from '../apilab.ts';
import { hasTmux, openTerminal, type Terminal } from '../tmux.ts';

/** Here the shells start, with files in it that fit what is typed but not what is asked for. */
const folder = mkdtempSync(join(tmpdir(), 'apilab-completion-'));
const programs = join(folder, 'bin');
mkdirSync(programs);
writeFileSync(join(programs, 'apilab'), `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`);
chmodSync(join(programs, 'apilab'), 0o755);
for (const file of ['clients', 'deadline', 'half', 'my progress.json', 'sse.json']) {
  writeFileSync(join(folder, file), '');
}
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 3 }));

/** What `apilab complete` offers after these words; an empty one is the name of any file. */
const offered = async (...words: string[]) =>
  (await apilab(['complete', ...words])).stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t')[0]);

describe.concurrent('what fits at the cursor', () => {
  it.each([
    [['ex'], ['explain']],
    [['comp'], ['completion']],
    [['help', 'lea'], ['learn']],
    [['progress', 're'], ['reset']],
    [['no-such-command', ''], []],
  ])('a command: %j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  it.each([
    [['run', 'sse-r'], ['sse-replay']],
    [['run', '--group', 'sse', 'sse-r'], ['sse-replay']],
    [['run', '--all', 'sse-r'], ['sse-replay']],
    [['serve', 'sse-r'], ['sse-replay']],
    [['copy', 'sse-r'], ['sse-replay']],
    [['explain', 'DEADLINE_'], ['DEADLINE_EXCEEDED']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
  ])('an argument: %j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  it.each([
    [['run', './mine']],
    [['replay', '']],
    [['progress', 'import', '']],
    [['copy', 'sse-replay', '']],
    [['new', '']],
    [['progress', 'export', '-o', '']],
    [['run', '--output=']],
    [['tap', '--proto', '']],
  ])('the name of a file: %j', async (words) => {
    expect(await offered(...words)).toEqual(['']);
  });

  it('leaves out the arguments that are there already', async () => {
    expect(await offered('quiz', 'ws', 'sse', '')).not.toContain('sse');
    expect(await offered('run', 'sse-replay', '')).not.toContain('sse-replay');
    expect(await offered('run', 'sse-replay', '')).toContain('ws-chat-resume');
  });

  it.each([
    [['learn', 'sse', '']],
    [['serve', 'sse', '']],
    [['show', 'sse-replay', '']],
    [['explain', '409', '']],
    [['progress', 'reset', '']],
  ])('nothing where all arguments are there: %j', async (words) => {
    expect(await offered(...words)).toEqual([]);
  });

  it.each([
    [['run', '--see'], ['--seed']],
    [['--no-c'], ['--no-color']],
    [['run', '--no-c'], ['--no-color']],
    [['progress', 'reset', '--y'], ['--yes']],
    [['progress', 'export', '-o'], ['-o']],
    [
      ['run', '--step', '--al'],
      ['--all', '--all-steps'],
    ],
    [['run', '--version'], ['--version']],
    [['run', '--help'], ['--help']],
  ])('an option: %j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  it('all options after two hyphens', async () => {
    expect(await offered('progress', 'reset', '--')).toEqual([
      '--yes',
      '--help',
      '--json',
      '--version',
      '--no-color',
      '--no-input',
      '--accessible',
    ]);
  });

  it.each([
    [
      ['run', 'sse-replay', '--variant', ''],
      ['resume', 'forget', 'trust'],
    ],
    [
      ['show', 'sse-replay', '--diff', ''],
      ['forget', 'trust'],
    ],
    [
      ['run', 'sse-replay', '--step', 'c'],
      ['cut', 'catch-up', 'cut-anywhere'],
    ],
    [
      ['run', 'sse-replay', '--set', ''],
      ['prices=', 'cuts='],
    ],
    [
      ['run', '--wire', ''],
      ['brief', 'full', 'hex'],
    ],
    [
      ['quiz', '--level', ''],
      ['basic', 'working', 'deep'],
    ],
    [['quiz', '--topic', 'dead l'], ['dead letters']],
    [['quiz', 'sse', '--topic', 'dead l'], []],
    [['run', '--group', 'id'], ['idem']],
    [['run', '--group=id'], ['--group=idem']],
    [['run', 'sse-replay', '--set=pr'], ['--set=prices=']],
    [['serve', 'sse', '--fault', 'reset-c'], ['reset-connection']],
    [['run', '--step', ''], []],
    [['run', '--step=-'], []],
    [['run', '--all='], []],
    [['learn', '--from', ''], []],
  ])('the value of an option: %j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  it('names every command that help names, and not itself', async () => {
    const help = (await apilab(['--help'])).stdout;
    const named = [...help.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    expect(await offered('')).toEqual(named);
  });
});

const isHere = (shell: string) => {
  try {
    execFileSync(shell, ['-c', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Shells, how each is started, the file that it then reads, and how it learns to complete. */
const shells = [
  ['bash', 'bash', '.bashrc', ['PS1="taught> "', 'eval "$(apilab completion bash)"']],
  [
    'zsh',
    'zsh',
    '.zshrc',
    [
      'PS1="taught> "',
      'bindkey -e',
      'autoload -Uz compinit',
      'compinit -D -u',
      'eval "$(apilab completion zsh)"',
    ],
  ],
  [
    'fish',
    'fish --private',
    'fish/config.fish',
    [
      'function fish_prompt; echo -n "taught> "; end',
      'set fish_greeting',
      'set fish_autosuggestion_enabled 0',
      'apilab completion fish | source',
    ],
  ],
] as const;

describe.each(shells)('the Tab key in %s', (shell, start, file, settings) => {
  describe.skipIf(!(hasTmux && isHere(shell)))('in a terminal', () => {
    let terminal: Terminal;
    let count = 0;

    /** Types a line, other keys, and Tab; what then stands before the cursor. */
    const tabAfter = async (line: string, ...keys: readonly string[]) => {
      // A shell takes keys one after the other: once the mark is there, Tab has done what it does.
      const mark = `Z${++count}Z`;
      const done = new RegExp(`taught> (.*)${mark}`);
      terminal.type('C-e', 'C-u', line, ...keys, 'Tab', mark);
      return done.exec(await terminal.shows(done))?.[1];
    };

    beforeAll(async () => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), settings.join('\n'));
      const places = ['HOME', 'ZDOTDIR', 'XDG_CONFIG_HOME'].map((name) => `${name}='${folder}'`);
      terminal = openTerminal(folder, 200);
      terminal.type(
        `${places.join(' ')} HISTFILE= PATH='${programs}':$PATH exec ${start}`,
        'Enter',
      );
      await terminal.shows(/^taught> /m);
    });

    afterAll(() => terminal.close());

    it.each([
      ['apilab run sse-r', 'apilab run sse-replay '],
      ['apilab run res-retry-jitter --set ', 'apilab run res-retry-jitter --set clients='],
      ['apilab explain JSON:', 'apilab explain JSON:API '],
      ['apilab progress reset --y', 'apilab progress reset --yes '],
      ['a=1 apilab run "b c" | apilab run sse-r', 'a=1 apilab run "b c" | apilab run sse-replay '],
    ])('completes a word: %s', async (line, completed) => {
      expect(await tabAfter(line)).toBe(completed);
    });

    it.each([
      ['apilab run --group=ss', 'apilab run --group=sse '],
      ['apilab quiz --level=d', 'apilab quiz --level=deep '],
      ['apilab run res-retry-jitter --set=c', 'apilab run res-retry-jitter --set=clients='],
    ])('completes a value after =: %s', async (line, completed) => {
      expect(await tabAfter(line)).toBe(completed);
    });

    it.each([
      ['apilab quiz --topic half', 'apilab quiz --topic half-open\\ peers '],
      ['apilab quiz --topic=dead\\ l', 'apilab quiz --topic=dead\\ letters '],
      ["apilab quiz --topic 'dead l", "apilab quiz --topic 'dead letters' "],
      ['apilab explain \\(U', 'apilab explain \\(Unused\\) '],
    ])('quotes what needs it: %s', async (line, completed) => {
      expect(await tabAfter(line)).toBe(completed);
    });

    it('completes where a quote begins within a word', async () => {
      expect(await tabAfter('apilab quiz --topic="dead l')).toBeOneOf([
        'apilab quiz --topic="dead letters" ',
        'apilab quiz --topic=dead\\ letters ', // zsh
      ]);
    });

    it.each([
      ['apilab run ./my', 'apilab run ./my\\ progress.json '],
      ['apilab progress import my', 'apilab progress import my\\ progress.json '],
      ['apilab run --output=my', 'apilab run --output=my\\ progress.json '],
      ['apilab list > my', 'apilab list > my\\ progress.json '],
    ])('completes the name of a file: %s', async (line, completed) => {
      expect(await tabAfter(line)).toBe(completed);
    });

    it('completes a word in the middle of a line', async () => {
      const toTheWord = Array.from(' --all', () => 'Left');
      expect(await tabAfter('apilab run sse-r --all', ...toTheWord)).toMatch(
        /^apilab run sse-replay ?$/,
      );
    });

    it.each([
      'apilab quiz --',
      'apilab progress reset --',
      'apilab learn --from s',
      'apilab learn ./s',
    ])('adds nothing where nothing fits, or several words: %s', async (line) => {
      expect(await tabAfter(line)).toBe(line);
    });
  });
});

it('refuses a shell that it does not know', async () => {
  const { code, stderr } = await apilab(['completion', 'cmd']);
  expect(code).toBe(2);
  expect(stderr).toContain('bash, zsh or fish, not ');
});
