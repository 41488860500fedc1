import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import { bin } from '../cli/apilab.ts';
import { folderWithApilab } from '../folder-with-apilab.ts';

const PATH = [folderWithApilab(`${process.execPath} ${bin}`), process.env.PATH].join(delimiter);

/** A command that `serve` prints, and what it says of it. */
export interface Printed {
  readonly about: string;
  readonly command: string;
}

/** The commands in what `serve` says when it begins. */
export function printedBy(welcome: string): readonly Printed[] {
  return [...welcome.matchAll(/^ {2}# (.*)\n((?: {2}(?!# )\S.*(?:\n|$))+)/gm)].map(
    ([, about = '', lines = '']) => ({ about, command: lines.trimEnd().replace(/^ {2}/gm, '') }),
  );
}

/** The events that a session printed with `--format ndjson`. */
export function eventsIn(stdout: string): readonly TranscriptEvent[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/**
 * Runs a command in a shell, as it was printed, until what it writes to standard output matches;
 * resolves with that. Rejects where the command ends otherwise.
 */
export async function shown(command: string, pattern: RegExp): Promise<string> {
  const child = spawn('sh', ['-c', command], {
    env: { ...process.env, PATH },
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (pattern.test(output)) resolve();
      });
      child.once('close', () => reject(new Error(`never showed ${pattern}:\n${output}`)));
    });
  } finally {
    end(child);
  }
  return output;
}

/** Ends a shell and all that it started. */
function end({ pid, exitCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null) return;
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended meanwhile.
  }
}
