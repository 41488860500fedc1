import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { KillableServer } from './killable-server.ts';

/** It lies beside this file: `.ts` in the sources, `.js` once compiled. */
const MAIN = fileURLToPath(import.meta.url.replace(/child-server(?=\.[jt]s$)/, 'child-process'));

/** What a child is told when it starts, and that it says it listens. */
export interface ChildStart {
  /** The module whose default export is the program. */
  readonly program: string;
  readonly host: string;
  readonly port: number;
  readonly settings: unknown;
}

/**
 * The same as `killableServer` with a real process: it is killed with SIGKILL. `program` is a module
 * whose default export takes a life and these settings, and answers. Its time is real time, and what
 * it does is invisible to the lab's clock (docs/lab-clock.md).
 */
export function childServer(
  program: URL,
  settings: Readonly<Record<string, string | number | boolean>>,
): KillableServer {
  let child: ChildProcess | undefined;
  let place: { readonly host: string; readonly port: number } | undefined;
  let isOver = false;

  const start = async (at: { readonly host: string; readonly port: number }): Promise<number> => {
    const execArgv = MAIN.endsWith('.ts') ? ['--import', 'tsx', '--conditions=source'] : [];
    const started = fork(MAIN, { execArgv });
    child = started;
    started.once('exit', () => {
      if (child === started) child = undefined;
    });
    started.send({ program: program.href, ...at, settings } satisfies ChildStart);
    const [port] = await Promise.race([once(started, 'message'), endOf(started)]);
    return Number(port);
  };
  const kill = async () => {
    const killed = child;
    child = undefined;
    if (killed === undefined || killed.exitCode !== null || killed.signalCode !== null) return;
    killed.kill('SIGKILL');
    await once(killed, 'exit');
  };

  return {
    async serve({ host, port = 0 }) {
      place = { host, port: await start({ host, port }) };
      const close = () => {
        isOver = true;
        return kill();
      };
      return { port: place.port, close };
    },
    killAt: (point) => void child?.send({ killAt: point }),
    kill: () => void kill(),
    async restart() {
      if (place === undefined) throw new Error('it was never started');
      if (isOver) throw new Error('its run is over');
      await kill();
      await start(place);
    },
    get isAlive() {
      return child !== undefined;
    },
  };
}

async function endOf(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`the child ended before it listened (${code})`);
}
