import {
  type ReconnectingSocketOptions,
  reconnectingSocket,
} from '../parts/reconnecting-socket.ts';
import type { ClientMessage } from './chat-messages.ts';

export interface ChatClientOptions
  extends Omit<ReconnectingSocketOptions, 'onOpen' | 'onText' | 'returning'> {
  readonly user: string;
}

/** Somebody in the chat, who comes back into the same rooms after a loss. */
export interface ChatClient {
  connect(): void;
  join(room: string): void;
  leave(room: string): void;
  say(room: string, text: string): void;
  close(): void;
}

export function chatClient({ user, ...options }: ChatClientOptions): ChatClient {
  const rooms = new Set<string>();
  const socket = reconnectingSocket({
    ...options,
    onOpen() {
      send({ hello: user });
      for (const room of rooms) send({ join: room });
    },
  });
  const send = (message: ClientMessage) => socket.send(JSON.stringify(message));

  return {
    connect: socket.connect,
    close: socket.close,
    join(room) {
      rooms.add(room);
      send({ join: room });
    },
    leave(room) {
      rooms.delete(room);
      send({ leave: room });
    },
    say: (room, say) => void send({ say, room }),
  };
}
