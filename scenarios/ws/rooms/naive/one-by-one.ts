import type { WebSocket } from 'ws';
import { send } from '../../parts/json-messages.ts';
import type { Deliver } from '../chat-server.ts';

/** Makes sure that a member has the message, by a ping behind it, before it goes on to the next. */
export const oneByOne: Deliver = async (message, members) => {
  for (const { socket } of members) {
    if (socket.readyState !== socket.OPEN) continue;
    send(socket, message);
    socket.ping();
    await pongOrEnd(socket);
  }
};

function pongOrEnd(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('pong', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('pong', done);
    socket.on('close', done);
  });
}
