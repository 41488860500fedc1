import { subscribe } from 'graphql';
import type { Transport } from '../transport-ws.ts';

/** The messages as one sees them in the network tab, written down by hand. */
export const homemade: Transport = (sockets, { graph }) => {
  sockets.on('connection', (socket) => {
    const send = (message: object) => socket.send(JSON.stringify(message));
    socket.on('error', () => socket.terminate());
    socket.on('message', async (data) => {
      try {
        const { type, id, payload } = JSON.parse(String(data));
        if (type === 'connection_init') send({ type: 'connection_ack' });
        if (type !== 'subscribe') return;
        const prepared = graph.prepare(payload);
        if (Array.isArray(prepared)) throw prepared[0];
        const results = await subscribe(prepared);
        if (!(Symbol.asyncIterator in results)) return send({ type: 'next', id, payload: results });
        for await (const result of results) send({ type: 'next', id, payload: result });
        send({ type: 'complete', id });
      } catch {
        // The next message may be a good one.
      }
    });
  });
};
