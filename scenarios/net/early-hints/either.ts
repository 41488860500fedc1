import { createServer, type Server } from 'node:net';
import { PREFACE } from './frames.ts';

/**
 * A server for clients of either version: a connection of HTTP/2 begins with its preface (RFC 9113 §3.4), any
 * other is one of HTTP/1.1.
 */
export function either(http1: Server, http2: Server): Server {
  return createServer((socket) => {
    let held = Buffer.alloc(0);
    const begin = (bytes: Buffer) => {
      held = Buffer.concat([held, bytes]);
      const isLike = PREFACE.subarray(0, held.length).equals(held.subarray(0, PREFACE.length));
      if (isLike && held.length < PREFACE.length) return;
      socket.off('data', begin).off('error', end).pause();
      socket.unshift(held);
      (isLike ? http2 : http1).emit('connection', socket);
      // Node's HTTP/2 takes what was put back by itself.
      if (!isLike) socket.resume();
    };
    const end = () => void socket.destroy();
    socket.on('data', begin).on('error', end);
  });
}
