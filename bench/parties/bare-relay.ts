/**
 * A relay that does nothing but write what it reads: what two more sockets cost at the least, on the
 * machine and beside the load and the server that share it.
 */
import { type AddressInfo, connect, createServer } from 'node:net';
import { ready, settings } from './report.ts';

const { upstream } = settings();
const server = createServer({ noDelay: true }, (client) => {
  const api = connect({ host: '127.0.0.1', port: Number(upstream), noDelay: true });
  client.on('data', (bytes) => api.write(bytes));
  api.on('data', (bytes) => client.write(bytes));
  for (const socket of [client, api]) {
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      client.destroy();
      api.destroy();
    });
  }
});
server.listen(0, '127.0.0.1', () => ready((server.address() as AddressInfo).port));
