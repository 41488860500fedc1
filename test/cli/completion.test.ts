import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { apilab, bin } from './apilab.ts';

const folder = mkdtempSync(join(tmpdir(), 'apilab-completion-'));
const command = join(folder, 'apilab');
writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`);
chmodSync(command, 0o755);
const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
afterAll(() => rmSync(folder, { recursive: true }));

const isHere = (shell: string) => {
  try {
    execFileSync(shell, ['-c', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const say = async (shell: string, ...args: string[]) =>
  (await promisify(execFile)(shell, args, { env })).stdout.trim().split('\n');

/** What `apilab complete` offers after these words. */
const offered = async (...words: string[]) =>
  (await apilab(['complete', ...words])).stdout
    .trim()
    .split('\n')
    .map((line) => line.split('\t')[0]);

describe('what fits at the cursor', () => {
  it.each([
    [['ex'], ['explain']],
    [['comp'], ['completion']],
    [['run', 'sse'], ['sse-replay']],
    [
      ['run', 'sse-replay', '--variant', ''],
      ['resume', 'forget', 'trust'],
    ],
    [
      ['run', '--wire', ''],
      ['brief', 'full', 'hex'],
    ],
    [['run', '--group', 'id'], ['idem']],
    [['serve', 'w'], ['ws']],
    [['serve', 'sse', '--fault', 'reset-c'], ['reset-connection']],
    [['explain', 'DEADLINE_'], ['DEADLINE_EXCEEDED']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['run', '--see'], ['--seed']],
    [['--no-c'], ['--no-color']],
    [['no-such-command', 'x'], ['']],
  ])('%j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  it('names every command that help names, and not itself', async () => {
    const help = (await apilab(['--help'])).stdout;
    const named = [...help.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    expect(await offered('')).toEqual(named);
  });
});

describe.skipIf(!isHere('bash'))('bash', () => {
  it('completes an id', async () => {
    const script =
      'eval "$(apilab completion bash)"; COMP_WORDS=(apilab run idem); COMP_CWORD=2; _apilab; echo "$COMPREPLY"';
    expect(await say('bash', '-c', script)).toEqual(['idempotent-replay']);
  });
});

describe.skipIf(!isHere('fish'))('fish', () => {
  it('completes an id, with its title', async () => {
    const script = 'apilab completion fish | source; complete -C "apilab run idem"';
    expect(await say('fish', '-c', script)).toEqual([
      'idempotent-replay\tRetry a POST safely with Idempotency-Key',
    ]);
  });
});

describe.skipIf(!isHere('zsh'))('zsh', () => {
  it('completes an id', async () => {
    // A pseudo-terminal with an interactive shell in it, as only zsh can complete.
    const script = `zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell 'PS1=; autoload -Uz compinit; compinit -u -D; eval "$(apilab completion zsh)"; print READY'
      zpty -r -m shell line '*READY*READY*'
      zpty -n -w shell $'apilab run idem\\t'
      zpty -r -m shell line '*idempotent-replay*'
      print FOUND`;
    expect((await say('zsh', '-f', '-c', script)).at(-1)).toBe('FOUND');
  });
});

it('refuses a shell that it does not know', async () => {
  const { code, stderr } = await apilab(['completion', 'cmd']);
  expect(code).toBe(2);
  expect(stderr).toContain('bash, zsh, fish');
});
