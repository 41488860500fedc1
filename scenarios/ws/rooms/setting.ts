import { type Lab, listening } from 'apilab';
import { chatClient } from './chat-client.ts';
import { type ChatServerOptions, chatServer } from './chat-server.ts';

/** Each side takes the other for dead after a ping and its deadline. */
export const PING_MS = 30_000;
export const PONG_MS = 10_000;

/** A chat, and three who are still to connect, each with a way of their own. */
export async function chatOfThree(
  lab: Pick<Lab, 'clock' | 'random' | 'serve' | 'use' | 'party'>,
  ports: Pick<ChatServerOptions, 'keepAlive' | 'deliver'>,
) {
  const { clock, random } = lab;
  const heartbeat = { clock, intervalMs: PING_MS, timeoutMs: PONG_MS };
  const server = chatServer({ heartbeat, ...ports });
  const toAda = await lab.serve('chat', (at) => listening(server, at), { client: 'ada' });
  const toBen = await lab.party('ben').route('chat');
  const toCarol = await lab.party('carol').route('chat');
  const comes = (user: string, url: string) =>
    lab.use(
      chatClient({ url, user, clock, random: random.fork(user), silenceMs: PING_MS + PONG_MS }),
    );
  return {
    ada: await comes('ada', toAda.wsUrl),
    ben: await comes('ben', toBen.wsUrl),
    carol: await comes('carol', toCarol.wsUrl),
    bensTap: toBen.tap,
    carolsTap: toCarol.tap,
  };
}
