import { type Lab, listening, type Route } from 'apilab';
import { type ChatClientOptions, chatClient } from './chat-client.ts';
import { type ChatServerOptions, chatServer } from './chat-server.ts';
import type { Outbox } from './outbox.ts';

const HEARTBEAT = { intervalMs: 30_000, timeoutMs: 10_000 };

type Setting = Pick<Lab, 'clock' | 'random' | 'ids' | 'serve' | 'use' | 'party'>;

/** A chat, and how somebody comes to it: each device has a way of its own. */
export async function chatWithDevices(
  lab: Setting,
  { outbox, ...ports }: Omit<ChatServerOptions, 'heartbeat'> & { readonly outbox?: () => Outbox },
) {
  const { clock, random, ids } = lab;
  const chat = chatServer({ heartbeat: { clock, ...HEARTBEAT }, ...ports });
  const served = await lab.serve('chat', (at) => listening(chat.server, at), { client: 'ada' });

  /** Has a client ready that is still to connect. */
  const comes = async (
    user: string,
    { device = user, rooms }: { device?: string } & Pick<ChatClientOptions, 'rooms'> = {},
  ) => {
    const route: Route = await lab.party(device).route(served.name);
    const client = chatClient({
      url: route.wsUrl,
      user,
      client: ids.uuid().slice(0, 8),
      clock,
      random: random.fork(device),
      silenceMs: HEARTBEAT.intervalMs + HEARTBEAT.timeoutMs,
      ...(outbox && { outbox: outbox() }),
      ...(rooms && { rooms }),
    });
    return { ...(await lab.use(client)), tap: route.tap };
  };
  return { chat, comes };
}
