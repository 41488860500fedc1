import { createServer, type Server, type Socket } from 'node:net';
import type { Clock, ListenAt, RunningServer } from 'apilab';
import { CommandReader, NotResp } from './command-reader.ts';
import { Keys } from './keys.ts';
import { encodeReply, StoreError } from './reply.ts';
import { type Scripts, Session, type StoreScript, sha1 } from './session.ts';

export interface StoreOptions {
  readonly clock: Clock;
  /** Scripts that it can run: it has no Lua. */
  readonly scripts?: readonly StoreScript[];
  /** How long a command takes, in milliseconds of lab time; asked for each. By default it takes none. */
  readonly latencyMs?: () => number;
}

/**
 * A store across the network in this process: it speaks RESP 2 and 3 over a real socket and knows the
 * commands that scenarios need, with the replies of Redis. What it holds is gone with it. Its
 * lifetimes are on the clock that it is given.
 *
 * @example
 * await lab.serve('store', storeServer({ clock: lab.clock, scripts: [takeToken] }), { isStore: true });
 */
export function storeServer({
  clock,
  scripts = [],
  latencyMs = () => 0,
}: StoreOptions): (at: ListenAt) => Promise<RunningServer> {
  const place = { clock, keys: new Keys(clock) };
  const known: Scripts = {
    known: new Map(scripts.map((script) => [sha1(script.lua), script])),
    loaded: new Set(),
  };
  return (at) => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      // A client that is cut off has nothing more to hear.
      socket.on('error', () => socket.destroy());
      attend(socket, new Session(place, known), { clock, latencyMs });
    });
    return listen(server, sockets, at);
  };
}

/** Answers the commands of a connection one after the other. */
function attend(
  socket: Socket,
  session: Session,
  { clock, latencyMs }: { readonly clock: Clock; readonly latencyMs: () => number },
): void {
  const reader = new CommandReader();
  let before: Promise<void> | undefined;
  const answer = (words: readonly string[]) => {
    if (socket.destroyed) return;
    const reply = session.run(words);
    socket.write(encodeReply(reply, session.version));
    if (words[0]?.toUpperCase() === 'QUIT') socket.end();
  };
  socket.on('data', (bytes: Buffer) => {
    try {
      for (const words of reader.push(bytes)) {
        const delayMs = latencyMs();
        if (delayMs <= 0 && before === undefined) answer(words);
        else
          before = (before ?? Promise.resolve())
            .then(() => clock.sleep(delayMs))
            .then(() => answer(words));
      }
    } catch (error) {
      if (!(error instanceof NotResp)) throw error;
      socket.end(encodeReply(new StoreError(`ERR Protocol error: ${error.message}`), 2));
    }
  });
}

async function listen(
  server: Server,
  sockets: ReadonlySet<Socket>,
  { host, port = 0, guard }: ListenAt,
): Promise<RunningServer> {
  guard?.(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the store has no port');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
