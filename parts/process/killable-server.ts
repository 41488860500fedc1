import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Clock, Connections, ListenAt, RunningServer } from 'apilab';
import { type Life, type RunningProcess, startProcess } from './process.ts';

/** Something a program uses, each of whose calls is awaited. */
export type AwaitedCalls = Readonly<Record<string, (...given: never[]) => Promise<unknown>>>;

/** What a server's program has of the world while its process lives. */
export interface ServerLife extends Life {
  /**
   * The same thing, with points at which the process can be killed: `before psp.charge` and
   * `after psp.charge` for a method `charge` of what is called `psp` here.
   */
  through<T extends AwaitedCalls>(name: string, used: T): T;
}

/** What a program answers with. */
export interface Answering {
  fetch(request: Request): Response | Promise<Response>;
}

/** A server in a process that can be killed, and started again at the same port. */
export interface KillableServer {
  /** Starts it for the first time: for `lab.serve`. */
  readonly serve: (at: ListenAt) => Promise<RunningServer>;
  /** Kills it when it next passes a point, such as `after psp.charge`. */
  killAt(point: string): void;
  /** Ends it as SIGKILL does: it finishes nothing, and the system closes what it held. */
  kill(): void;
  /** Starts it again, at the same port, with nothing in its memory; rejects once it is closed for good. */
  restart(): Promise<void>;
  readonly isAlive: boolean;
}

/**
 * A server in a process of its own that plays as fast as one without: its memory, timers, sockets and
 * connections are gone when it is killed, and what it wrote to a file stays. It is killed at a point
 * that it awaits, never within a call. `childServer` is the same with a real process.
 *
 * @example
 * const api = killableServer(
 *   { clock: lab.clock, connect: () => lab.connections('api') },
 *   (life) => payments({ psp: life.through('psp', pspClient(life.fetch)), db: life.own(openDatabase(file)) }),
 * );
 * await lab.serve('api', api.serve);
 * api.killAt('after psp.charge');
 * await api.restart();
 */
export function killableServer(
  world: { readonly clock: Clock; readonly connect: () => Connections },
  program: (life: ServerLife) => Answering,
): KillableServer {
  let running: { readonly process: RunningProcess<Answering>; readonly server: Server } | undefined;
  let place: { readonly host: string; readonly port: number } | undefined;
  let fatal: string | undefined;
  let isOver = false;

  const kill = () => {
    fatal = undefined;
    const killed = running;
    running = undefined;
    killed?.process.kill();
  };

  const through = <T extends AwaitedCalls>(name: string, used: T): T => pointed(name, used, passes);
  const passes = (point: string): boolean => {
    if (point !== fatal) return true;
    kill();
    return false;
  };

  const start = async (at: { readonly host: string; readonly port: number }) => {
    const connections = world.connect();
    const process = startProcess({ clock: world.clock, connections }, (life) => {
      const answering = program({ ...life, through });
      return { answering, server: life.own(openServer(answering)) };
    });
    const { answering, server } = process.program;
    running = { process: { ...process, program: answering }, server };
    return listen(server, at);
  };

  return {
    async serve({ host, port = 0 }) {
      place = { host, port: await start({ host, port }) };
      const close = () => {
        isOver = true;
        kill();
      };
      return { port: place.port, close };
    },
    killAt(point) {
      fatal = point;
    },
    kill,
    async restart() {
      if (place === undefined) throw new Error('it was never started');
      // A story that was interrupted may go on for a moment: nobody would close what it starts.
      if (isOver) throw new Error('its run is over');
      kill();
      await start(place);
    },
    get isAlive() {
      return running !== undefined;
    },
  };
}

/**
 * The same thing, asking at each point whether its process is still there; where it is not, nothing
 * comes after.
 */
export function pointed<T extends AwaitedCalls>(
  name: string,
  used: T,
  passes: (point: string) => boolean,
): T {
  return new Proxy(used, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof value !== 'function' || typeof key !== 'string') return value;
      return async (...given: readonly unknown[]) => {
        if (!passes(`before ${name}.${key}`)) return never();
        const result: unknown = await Reflect.apply(value, target, given);
        return passes(`after ${name}.${key}`) ? result : never();
      };
    },
  });
}

const never = () => new Promise<never>(() => {});

/** A server whose sockets the system closes with it. */
function openServer(answering: Answering): Server & { close(): void } {
  const listener = getRequestListener((request) => answering.fetch(request), {
    overrideGlobalObjects: false,
  });
  const server = createServer(
    { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 },
    listener,
  );
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const stopListening = server.close.bind(server);
  return Object.assign(server, {
    close: (done?: () => void) => {
      stopListening(done);
      for (const socket of sockets) socket.destroy();
      return server;
    },
  });
}

function listen(
  server: Server,
  at: { readonly host: string; readonly port: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new TypeError('no port'));
      else resolve(address.port);
    });
  });
}
