import { randomUUID } from 'node:crypto';
import { defineServer, type LiveLab, listening, type ServerRecipe } from 'apilab';
import { type GuardedChatOptions, guardedChat } from './guarded-chat.ts';

const SESSION_MS = 60_000;

/** A chat to get into. It answers pages of no other origin than those that are named. */
export function openChat(
  { clock }: LiveLab,
  ports: Pick<GuardedChatOptions, 'mayCome' | 'choose' | 'credential' | 'watch'> = {},
): ServerRecipe {
  return (at) => {
    const { tls } = at;
    const server = guardedChat({
      ...ports,
      clock,
      secret: randomUUID,
      sessionMs: SESSION_MS,
      origins: ['https://chat.example'],
      keys: new Map([['ada-key', 'ada']]),
      log: () => {},
      ...(tls && { tls }),
    });
    return listening(server, at);
  };
}

const shake = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version: 13',
]
  .map((line) => `-H '${line}'`)
  .join(' ');

/** A chat that looks who comes. */
export default defineServer({
  title: 'A chat that looks who comes',
  about: 'A ticket is for one use, a session lasts a minute, foreign pages are refused.',
  standard: ['rfc6455 §10.2', 'rfc6455 §10.5'],
  focus: ['origin', 'sec-websocket-protocol'],
  party: 'chat',

  start: (lab) => openChat(lab),

  tryIt: ({ url, authority }) => [
    {
      about: 'a ticket',
      command: `curl -X POST ${url}/tickets -H 'Authorization: Bearer ada-key'`,
    },
    { about: 'wscat; then paste the ticket', command: `wscat -c ws://${authority}/` },
    {
      about: 'as a foreign page',
      command: `curl -i --max-time 2 ${url}/ ${shake} -H 'Origin: https://evil.example'`,
    },
    {
      about: 'with a cookie of nobody',
      command: `curl -i --max-time 2 ${url}/ ${shake} -H 'Cookie: session=stolen'`,
    },
  ],
});
