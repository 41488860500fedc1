import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type Finished, finished, start } from './apilab.ts';

/** A session of `serve` or `tap` that runs. */
export interface Live {
  /** Where its tap listens. */
  readonly url: string;
  /** What it has printed on standard error so far. */
  welcome(): string;
  /** Resolves when standard output has come to hold this. */
  shows(text: string): Promise<void>;
  /** Ends it as Ctrl-C does. */
  interrupt(): Promise<Finished>;
}

/** Starts a session on a free port; resolves when it listens. */
export async function live(args: readonly string[]): Promise<Live> {
  const child = start([...args, '--port', '0']);
  const end = finished(child);
  let out = '';
  let err = '';
  child.stdout?.on('data', (text: string) => {
    out += text;
  });
  child.stderr?.on('data', (text: string) => {
    err += text;
  });
  await until(child, () => err.includes('Ctrl-C'));
  const [url = ''] = /https?:\/\/[\d.]+:\d+/.exec(err) ?? [];
  return {
    url,
    welcome: () => err,
    shows: (text) => until(child, () => out.includes(text)),
    interrupt() {
      child.kill('SIGINT');
      return end;
    },
  };
}

async function until(child: ChildProcess, isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    await Promise.race(
      [child.stdout, child.stderr, child].map((emitter) =>
        emitter ? once(emitter, emitter === child ? 'close' : 'data') : [],
      ),
    );
  }
}
