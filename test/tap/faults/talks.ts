import type { Fault } from '../../../src/tap/index.ts';
import { dissectConnection } from '../../../src/wire/connection.ts';
import { opening } from '../../wire/http2/frames.ts';
import { offer, switched } from '../../wire/websocket/frames.ts';
import { rig } from '../rig.ts';

/** A WebSocket after its handshake; the counts of bytes begin behind it. */
export async function webSocket(fault?: Fault) {
  const rigged = await rig({ dissect: dissectConnection });
  if (fault) rigged.tap.inject(fault);
  const { client, server } = await rigged.connect();
  client.send(offer());
  await server.receive(offer().length);
  server.send(switched());
  await client.receive(switched().length);
  return {
    ...rigged,
    client,
    server,
    /** What a party received behind the handshake. */
    behind: (bytes: Buffer, handshake: string) => bytes.subarray(handshake.length),
  };
}

/** HTTP/2 after both prefaces. */
export async function http2(fault?: Fault) {
  const rigged = await rig({ dissect: dissectConnection });
  if (fault) rigged.tap.inject(fault);
  const { client, server } = await rigged.connect();
  client.send(opening.client);
  await server.receive(opening.client.length);
  server.send(opening.server);
  await client.receive(opening.server.length);
  return {
    ...rigged,
    client,
    server,
    behind: (bytes: Buffer, from: 'client' | 'server') => bytes.subarray(opening[from].length),
  };
}
