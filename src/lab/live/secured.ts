import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { KeyLines } from '../../wire/tls/key-log.ts';
import type { Random } from '../chance/random.ts';
import { openTemporaryFolder } from '../party/temporary-folder.ts';
import type { Closable } from '../scenario/lab.ts';
import { authority } from '../tls/authority.ts';
import { secureListening } from '../tls/secure-listening.ts';
import type { FollowedKeyLog, LiveLab } from './live-session.ts';

/** A server that was put behind TLS. */
export interface Secured {
  /** The port of the loopback address where TLS is spoken. */
  readonly port: number;
  /** Its secrets: what crosses is read inside. */
  readonly keyLog: FollowedKeyLog;
  /** The file with the certificate that clients are to trust, in PEM. */
  readonly caFile: string;
}

/**
 * Puts a server that speaks in the clear behind TLS, with a certificate of an authority that is made for
 * this session and forgotten with it. Whatever the server speaks goes on inside.
 *
 * @param about the party that answers, the host that clients are told to connect to, and what it speaks
 */
export async function secured(
  upstream: { readonly host: string; readonly port: number },
  about: { readonly party: string; readonly host: string; readonly protocol: 'h2' | 'http/1.1' },
  lab: LiveLab,
): Promise<Secured> {
  const lines = new KeyLines();
  let tellMore = () => {};
  const onSecret = (line: string) => {
    if (lines.add(line.trim())) tellMore();
  };
  const issuer = authority(unpredictable(), 'apilab serve');
  const options = secureListening(
    issuer,
    about.party,
    { alpn: [about.protocol], hosts: [about.host] },
    onSecret,
  );
  const server = createServer({ ...options, allowHalfOpen: true });
  server.on('keylog', (line: Buffer) => onSecret(line.toString('latin1')));
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  server.on('connection', keep);
  // A client that does not trust the certificate ends the handshake; that is shown by the tap.
  server.on('tlsClientError', () => {});
  server.on('secureConnection', (client) => {
    const plain = connect({ ...upstream, allowHalfOpen: true });
    keep(plain);
    plain.on('error', () => client.destroy());
    client.on('error', () => plain.destroy());
    client.on('close', () => plain.destroy());
    plain.on('close', () => client.end());
    client.pipe(plain).pipe(client);
  });
  server.listen(0, upstream.host);
  await once(server, 'listening');
  lab.use({
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  });
  const folder = lab.use(await openTemporaryFolder());
  const caFile = join(folder.path, 'authority.pem');
  await writeFile(caFile, issuer.certificate);
  const keyLog: FollowedKeyLog = {
    secret: (label, random) => lines.secret(label, random),
    follow(onMore): Closable {
      tellMore = onMore;
      return { close() {} };
    },
  };
  const { port } = server.address() as AddressInfo;
  return { port, keyLog, caFile };
}

/** Chance that nobody can repeat: whoever knew the seed of a run could sign for its authority. */
function unpredictable(): Random {
  const next = () => randomInt(2 ** 32) / 2 ** 32;
  const random: Random = {
    next,
    integer: (min, max) => randomInt(min, max + 1),
    between: (min, max) => min + next() * (max - min),
    pick(items) {
      const item = items[randomInt(Math.max(1, items.length))];
      if (item === undefined) throw new RangeError('cannot pick from an empty list');
      return item;
    },
    fork: () => random,
  };
  return random;
}
