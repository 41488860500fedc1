import { createServer, type Server } from 'node:http';
import { parseJson } from 'apilab/parts/http/json';
import { WebSocket, WebSocketServer } from 'ws';
import { following, type News, type NewsLog } from './news-log.ts';

/** Who reads so slowly that more waits is let go. */
const MOST_WAITING_BYTES = 1024 * 1024;

/** The client says `{"after":7}`, and gets what comes after the first seven, a message each. */
export function newsSocket({ log }: { readonly log: NewsLog }): Server {
  const server = createServer((_, response) => {
    response.writeHead(426, { connection: 'Upgrade', upgrade: 'websocket' }).end();
  });
  const sockets = new WebSocketServer({ server, maxPayload: 1024, perMessageDeflate: false });
  sockets.on('connection', (socket) => {
    const leaving = new AbortController();
    socket.on('error', () => {});
    socket.on('close', () => leaving.abort());
    socket.once('message', (content) => {
      const place = placeIn(parseJson(String(content)), log.length);
      if (place === undefined) return socket.close(1008, 'say {"after":0}');
      void send(place);
    });

    async function send(place: number): Promise<void> {
      for await (const { news } of following(log, place, leaving.signal)) {
        if (socket.bufferedAmount > MOST_WAITING_BYTES) return socket.terminate();
        socket.send(JSON.stringify(news), () => {});
      }
    }
  });
  return server;
}

function placeIn(message: unknown, length: number): number | undefined {
  if (typeof message !== 'object' || message === null || !('after' in message)) return undefined;
  const { after } = message;
  const isPlace = typeof after === 'number' && Number.isSafeInteger(after);
  return isPlace && after >= 0 && after <= length ? after : undefined;
}

/** Reads from the socket. If it breaks, this reader is at its end: coming back would be its own code. */
export function socketReader({ url, take }: { url: string; take: (news: News) => void }) {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  socket.on('error', () => {});
  socket.on('open', () => socket.send('{"after":0}'));
  socket.on('message', (content) => take(JSON.parse(String(content))));
  return { close: () => socket.close(1000) };
}
