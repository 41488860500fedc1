import { createServer } from 'node:http2';
import { type Clock, listening } from 'apilab';

/** Something in front of a service that answers by itself with HTTP alone: each call the next status. */
export function balancer(statuses: readonly number[], clock: Pick<Clock, 'date'>) {
  const left = [...statuses];
  const server = createServer();
  server.on('session', (session) => session.on('error', () => session.destroy()));
  server.on('stream', (stream) => {
    stream.on('error', () => stream.destroy());
    stream.resume();
    stream.respond({
      ':status': left.shift() ?? 503,
      'content-type': 'text/html',
      date: clock.date().toUTCString(),
    });
    stream.end('<h1>Sorry</h1>');
  });
  return ({ host }: { readonly host: string }) => listening(server, { host });
}
