import { defineServer, type LiveLab, listening, type ServerRecipe } from 'apilab';
import { type ChatServerOptions, chatServer } from './chat-server.ts';

/** What somebody says who comes, joins a room and talks. */
const lines = [
  '{"hello":"ben"}',
  '{"join":"kitchen","after":0}',
  '{"say":"hi","room":"kitchen","n":1}',
];

/** A chat that keeps 200 messages of a room, with what it sends to who comes back and how it counts. */
export function chatOf(
  { clock }: LiveLab,
  ports: Pick<ChatServerOptions, 'catchUp' | 'countedBy'> = {},
): ServerRecipe {
  const heartbeat = { clock, intervalMs: 15_000, timeoutMs: 5000 };
  const { server } = chatServer({ heartbeat, window: 200, ...ports });
  return (at) => listening(server, at);
}

/** A chat to talk to from anywhere. */
export default defineServer({
  title: 'A chat over WebSocket',
  about: 'Say hello, join a room, talk; whoever comes back names the last message it has.',
  standard: 'rfc6455 §5.6',
  focus: ['sec-websocket-key', 'sec-websocket-accept'],
  party: 'chat',

  start: (lab) => chatOf(lab),

  tryIt: ({ authority }) => [
    {
      about: 'wscat; then type the lines',
      command: `wscat -c ws://${authority}/`,
    },
    {
      about: 'wscat 6.1 or later, which says them itself and leaves after 2 s',
      command: `wscat -c ws://${authority}/ ${lines.map((line) => `-x '${line}'`).join(' ')}`,
    },
    {
      about: 'websockets for Python; then type the lines',
      command: `python3 -m websockets ws://${authority}/`,
    },
    {
      about: 'lines to type',
      command: lines.join('\n'),
    },
  ],

  page: {
    actions: [
      {
        label: 'Join the kitchen, and come back when the connection breaks',
        script: `
          const name = Math.random().toString(36).slice(2, 6);
          // Drawn anew for each page: what another one numbered is not this one's.
          const client = Math.random().toString(36).slice(2, 10);
          let last = 0;
          let failures = 0;
          const come = () => {
            const socket = new WebSocket('ws://' + location.host + '/');
            let openedAt;
            socket.onopen = () => {
              openedAt = performance.now();
              log('connected');
              socket.send(JSON.stringify({ hello: 'browser-' + name, client }));
              socket.send(JSON.stringify({ join: 'kitchen', after: last }));
            };
            socket.onmessage = ({ data }) => {
              const message = JSON.parse(data);
              if (message.room === 'kitchen' && message.seq) last = message.seq;
              if (message.gap === 'kitchen') last = message.newest;
              log(data);
            };
            socket.onclose = ({ code }) => {
              // Not when it opens: a server that accepts everybody and drops them again is not back yet.
              if (performance.now() - openedAt >= 10_000) failures = 0;
              const waitMs = Math.random() * Math.min(5000, 500 * 2 ** failures++);
              log('closed with ' + code + '; back in ' + Math.round(waitMs) + ' ms');
              setTimeout(come, waitMs);
            };
            window.chat = socket;
          };
          come();`,
      },
      {
        label: 'Say something',
        script: `
          window.said = (window.said || 0) + 1;
          const text = 'hello ' + window.said;
          window.chat.send(JSON.stringify({ say: text, room: 'kitchen', n: window.said }));`,
      },
    ],
  },
});
