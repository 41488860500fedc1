import type { Server } from 'node:http';
import type { Clock } from 'apilab';
import type { WebSocket } from 'ws';
import { webSocketEndpoint } from '../parts/endpoint.ts';
import { type Heartbeat, pingWithDeadline } from '../parts/heartbeat.ts';

/** `away`: handshakes are refused with 503; `starting`: they succeed, and the connection is closed again. */
export type State = 'up' | 'away' | 'starting';

/** A server that crashes, restarts and is overloaded, and says so as far as it can. */
export interface UnsteadyServer {
  readonly server: Server;
  /** How many connections are open. */
  readonly connected: number;
  become(state: State): void;
  /** Breaks every connection off without a close frame, as the end of a process does. */
  crash(): Promise<void>;
  /** Closes every connection with 1012, service restart, and stays up: the next process took over. */
  restart(): Promise<void>;
  /** Closes so many connections with 1013, try again later: there are more than it can serve. */
  shed(count: number): Promise<void>;
}

export function unsteadyServer(heartbeat: Heartbeat): UnsteadyServer {
  const { clock } = heartbeat;
  const connections = new Set<WebSocket>();
  let state: State = 'up';

  const server = webSocketEndpoint(
    (socket) => {
      if (state === 'starting') {
        socket.close(1011, 'not ready');
        return;
      }
      connections.add(socket);
      socket.on('close', () => connections.delete(socket));
      pingWithDeadline(socket, heartbeat);
    },
    () => (state === 'away' ? 503 : undefined),
  );

  return {
    server,
    get connected() {
      return connections.size;
    },
    become(next) {
      state = next;
    },
    crash: () => oneByOne([...connections], clock, (socket) => socket.terminate()),
    restart: () => oneByOne([...connections], clock, (socket) => socket.close(1012, 'restart')),
    shed: (count) =>
      oneByOne([...connections].slice(0, count), clock, (socket) => socket.close(1013, 'overload')),
  };
}

/** In the same moment, and in order. */
async function oneByOne(
  sockets: readonly WebSocket[],
  clock: Clock,
  end: (socket: WebSocket) => void,
): Promise<void> {
  for (const socket of sockets) {
    end(socket);
    await clock.sleep(0);
  }
}
