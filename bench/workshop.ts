import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A process of the benchmark that has said it is ready. */
export interface Party {
  /** Where it listens on the loopback address. */
  readonly port: number;
  /** Asks it for its figures. */
  ask(): Promise<Readonly<Record<string, number>>>;
  end(): Promise<void>;
}

/** What the benchmark starts and puts down; whatever way it ends, nothing of it is left. */
export class Workshop {
  readonly #processes = new Set<ChildProcess>();
  readonly #folders = new Set<string>();

  constructor() {
    // The last way out: it may only do what needs no waiting.
    process.once('exit', () => this.clear());
  }

  /** A temporary folder. */
  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'apilab-bench-'));
    this.#folders.add(folder);
    return folder;
  }

  /** Has a process killed at the end, where it still runs then. */
  keep<P extends ChildProcess>(child: P): P {
    this.#processes.add(child);
    child.once('close', () => this.#processes.delete(child));
    return child;
  }

  /** Starts one of the files in `parties/`; resolves when it listens. */
  async start(name: string, settings: Readonly<Record<string, string | number>> = {}) {
    const file = new URL(`parties/${name}.js`, import.meta.url);
    const child = this.keep(
      fork(file, [JSON.stringify(settings)], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      }),
    );
    const gone = once(child, 'exit').then(() => {
      throw new Error(`the ${name} of the benchmark ended unexpectedly`);
    });
    gone.catch(() => {});
    const answer = async () => {
      const [message] = await Promise.race([once(child, 'message'), gone]);
      return figuresOf(message);
    };
    const { port = 0 } = await answer();
    const party: Party = {
      port,
      ask: () => {
        const figures = answer();
        child.send('figures');
        return figures;
      },
      end: async () => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const closed = once(child, 'close');
        child.kill('SIGKILL');
        await closed;
      },
    };
    return party;
  }

  /** Ends every process and removes every folder. */
  clear(): void {
    for (const child of this.#processes) child.kill('SIGKILL');
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
    this.#folders.clear();
  }
}

function figuresOf(message: unknown): Readonly<Record<string, number>> {
  if (typeof message !== 'object' || message === null) {
    throw new TypeError('a process of the benchmark answered with something that is no figures');
  }
  return Object.fromEntries(Object.entries(message).map(([name, value]) => [name, Number(value)]));
}
