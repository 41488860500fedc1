/** The server of the benchmarks for WebSocket: every message comes back. */
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { ready } from './report.ts';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', (socket) => {
  socket.on('message', (message, isBinary) => socket.send(message, { binary: isBinary }));
});
server.once('listening', () => ready((server.address() as AddressInfo).port));
