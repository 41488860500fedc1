import { type AddressInfo, createServer, type Server } from 'node:net';
import { dissectConnection } from '../wire/connection.ts';
import { ArmedFault } from './armed.ts';
import { Budget } from './budget.ts';
import { Connection } from './connection.ts';
import type { TapEvent } from './events.ts';
import type { Tap, TapOptions } from './types.ts';

const CAPTURE_BYTES = 16 * 1024 * 1024;

/** The tap could not start to listen. */
export class TapError extends Error {
  override readonly name = 'TapError';
  readonly code = 'cannot-listen';
}

/**
 * Opens a tap: listens for a client and opens a connection to the server for each of its own.
 * Rejects with a `TapError` if it cannot listen.
 */
export async function openTap(options: TapOptions): Promise<Tap> {
  const { client, server, upstream, surroundings, nextConnection } = options;
  const { captureBytes = CAPTURE_BYTES, dissect = dissectConnection, tellAfterMs } = options;
  const connections = new Set<Connection>();
  const budget = new Budget(options.captureBytesOfAll ?? Number.POSITIVE_INFINITY);
  let armed: readonly ArmedFault[] = [];
  const injected: ArmedFault[] = [];
  let accepted = 0;
  let closed: Promise<void> | undefined;
  let concluded = false;

  const listener = createServer(
    { allowHalfOpen: true, noDelay: true, pauseOnConnect: true },
    (socket) => {
      accepted += 1;
      const number = nextConnection();
      const emit = (event: TapEvent) => {
        if (!concluded) options.onEvent(event);
      };
      const connection = new Connection(socket, {
        connection: number,
        ordinal: accepted,
        client,
        server,
        upstream,
        surroundings,
        captureBytes,
        budget,
        tellAfterMs,
        dissector: dissect({
          tellSecret: (line) => emit({ type: 'tls-secret', connection: number, line }),
        }),
        emit,
        armed: () => armed,
        spent: (fault) => {
          armed = armed.filter((each) => each !== fault);
          for (const each of connections) each.drop(fault);
        },
      });
      connections.add(connection);
      void connection.reported().then(() => connections.delete(connection));
    },
  );
  const { host = '127.0.0.1', port = 0 } = options.listen ?? {};
  const address = await listen(listener, host, port);

  const conclude = () => {
    if (concluded) return;
    for (const connection of connections) connection.conclude();
    concluded = true;
  };
  const close = async () => {
    concluded = true;
    const stopped = new Promise<void>((resolve) => listener.close(() => resolve()));
    const open = [...connections];
    for (const connection of open) connection.abandon();
    await Promise.all([stopped, ...open.map((connection) => connection.closed)]);
  };

  return {
    client,
    server,
    host: address.address,
    port: address.port,
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    get atWork() {
      return [...connections].some((connection) => connection.atWork);
    },
    wake() {
      for (const connection of connections) connection.wake();
    },
    inject(fault) {
      if (options.isHarmless) return;
      const added = new ArmedFault(fault);
      armed = [...armed, added];
      injected.push(added);
      for (const connection of [...connections].reverse()) connection.meet(added);
    },
    injected,
    disarm() {
      armed = [];
      for (const fault of injected) {
        fault.disarm();
        for (const connection of connections) connection.release(fault);
      }
    },
    tellUnderWay() {
      for (const connection of connections) connection.tellUnderWay();
    },
    conclude,
    close() {
      closed ??= close();
      return closed;
    },
  };
}

function listen(listener: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) => {
      const text = `cannot listen on ${host}:${port} (${cause.code ?? cause.message}); choose another address`;
      reject(new TapError(text, { cause }));
    };
    listener.once('error', fail);
    listener.listen({ host, port }, () => {
      listener.off('error', fail);
      const address = listener.address();
      if (address === null || typeof address === 'string') {
        reject(new TapError('the listener has no address; choose a host and a port'));
      } else {
        resolve(address);
      }
    });
  });
}
