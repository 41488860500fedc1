import type { Server } from 'node:http';
import { listening } from 'apilab';
import { WebSocket } from 'ws';

/** What the tests of the group talk to a server with. */
export interface Talker {
  readonly socket: WebSocket;
  /** Says an object as JSON, anything else as it is. */
  say(message: object | string): void;
  /** Resolves with all that was heard once there is that much. */
  hears(count: number): Promise<readonly unknown[]>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
}

/** Starts a server for a test; `close` ends it and every connection. */
export async function underTest(server: Server) {
  const { port, close } = await listening(server, { host: '127.0.0.1' });
  const url = `ws://127.0.0.1:${port}`;

  /** Opens a connection; one that does not pong is as good as dead. */
  const talker = async ({
    autoPong = true,
  }: {
    readonly autoPong?: boolean;
  } = {}): Promise<Talker> => {
    const socket = new WebSocket(url, { autoPong });
    const heard: unknown[] = [];
    let changed = () => {};
    socket.on('error', () => {});
    socket.on('message', (data) => {
      heard.push(JSON.parse(String(data)));
      changed();
    });
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('open', resolve));
    return {
      socket,
      closed,
      say: (message) =>
        socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
      async hears(count) {
        while (heard.length < count) await new Promise<void>((resolve) => (changed = resolve));
        return heard;
      },
    };
  };
  return { port, url, talker, close };
}
