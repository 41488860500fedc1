import { type Lab, type ListenAt, listening } from 'apilab';
import { type GuardedChatOptions, guardedChat } from './guarded-chat.ts';

export const SESSION_MS = 60_000;
export const KEY = 'key-of-ada';
/** What ends in localhost browsers trust without TLS, so that it can be read here. */
export const CHAT = 'http://chat.localhost';

/** The pages of somebody else. */
const pages = { fetch: () => new Response('<title>Win a phone</title>') };

/** Starts the chat, once in the clear and once over TLS, and a site of somebody else; gives its access log. */
export async function openChats(
  { serve, clock, ids }: Pick<Lab, 'serve' | 'clock' | 'ids'>,
  ports: Pick<GuardedChatOptions, 'mayCome' | 'choose' | 'credential' | 'watch'>,
): Promise<readonly string[]> {
  const log: string[] = [];
  const chat = (at: ListenAt) => {
    const { tls } = at;
    const server = guardedChat({
      ...ports,
      clock,
      secret: () => ids.uuid(),
      sessionMs: SESSION_MS,
      origins: [CHAT],
      keys: new Map([[KEY, 'ada']]),
      log: (line) => log.push(line),
      ...(tls && { tls }),
    });
    return listening(server, at);
  };
  await serve('chat', chat, { hosts: ['chat.localhost'], client: 'ada' });
  await serve('evil', pages, { hosts: ['evil.localhost'], client: 'ada' });
  await serve('secure', chat, { hosts: ['chat.example'], tls: {}, client: 'ada' });
  return log;
}
