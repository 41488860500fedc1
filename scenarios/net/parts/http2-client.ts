import { connect, type Settings } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import type { Ask, Client, ClientOptions } from './asking.ts';

/** Nothing is pushed, and of an answer that nobody reads no more comes than this. */
export const MODEST: Settings = { enablePush: false, initialWindowSize: 65_535 };

/** How much may come in all, over the whole connection. */
const CONNECTION_WINDOW = 2 ** 20;

/** What every request says of the client: HPACK sends it once. */
export const FIELDS = {
  'user-agent': 'Gallery/1.0 (a client that says who it is and where it runs)',
  accept: 'image/avif, image/webp, image/png, */*;q=0.5',
  'accept-language': 'en-GB, en;q=0.9, de;q=0.5',
  cookie: 'session=7f2c9e61d04b4a6f8b1f5b1d',
};

/** All requests over one connection, each on a stream of its own. */
export function overHttp2(
  socket: TLSSocket,
  { host, settings = MODEST }: Pick<ClientOptions, 'host' | 'settings'>,
): Client {
  const session = connect(`https://${host}`, { settings, createConnection: () => socket });
  // One answer that nobody reads leaves room for the others.
  session.once('connect', () => session.setLocalWindowSize(CONNECTION_WINDOW));
  // Each of its streams ends with the error too.
  session.on('error', () => {});

  const ask: Ask = (path) =>
    new Promise((resolve, reject) => {
      const stream = session.request({ ':path': path, ...FIELDS });
      stream.on('error', reject);
      stream.on('close', () => reject(new Error('the stream ended without an answer')));
      stream.on('response', ({ ':status': status = 0 }) => resolve({ status, body: stream }));
      stream.end();
    });

  return { protocol: 'h2', ask, close: () => session.destroy() };
}
