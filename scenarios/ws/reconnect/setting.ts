import { type Lab, listening } from 'apilab';
import { type ReconnectingSocket, reconnectingSocket } from '../parts/reconnecting-socket.ts';
import type { Returning } from '../parts/returning.ts';
import { type UnsteadyServer, unsteadyServer } from './unsteady-server.ts';

/** Rarer than anything that happens here: what is to be seen is who comes back, and when. */
const HEARTBEAT = { intervalMs: 60_000, timeoutMs: 10_000 };

/** A server, and a crowd of clients that are still to connect, each with a path of its own. */
export async function serverAndCrowd(
  lab: Pick<Lab, 'clock' | 'random' | 'serve' | 'use'>,
  { size, returning }: { readonly size: number; readonly returning: Returning },
): Promise<{ server: UnsteadyServer; crowd: readonly ReconnectingSocket[] }> {
  const { clock, random } = lab;
  const server = unsteadyServer({ clock, ...HEARTBEAT });
  const { wsUrl } = await lab.serve('server', (at) => listening(server.server, at), {
    client: 'crowd',
  });
  const names = Array.from({ length: size }, (_, n) => `client-${n + 1}`);
  const crowd = names.map((name) =>
    lab.use(
      reconnectingSocket({
        url: `${wsUrl}/${name}`,
        clock,
        random: random.fork(name),
        returning,
        silenceMs: HEARTBEAT.intervalMs + HEARTBEAT.timeoutMs,
      }),
    ),
  );
  return { server, crowd: await Promise.all(crowd) };
}
