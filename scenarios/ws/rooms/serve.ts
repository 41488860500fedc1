import { defineServer, type LiveLab, listening, type ServerRecipe } from 'apilab';
import { type ChatServerOptions, chatServer } from './chat-server.ts';

const lines = ['{"hello":"ben"}', '{"join":"kitchen"}', '{"say":"hi","room":"kitchen"}'];

/** Rooms, with what pings their members and hands messages on to them. */
export function roomsOf(
  { clock }: LiveLab,
  ports: Omit<ChatServerOptions, 'heartbeat'> = {},
): ServerRecipe {
  const heartbeat = { clock, intervalMs: 15_000, timeoutMs: 5000 };
  return (at) => listening(chatServer({ heartbeat, ...ports }), at);
}

/** Rooms to talk in, and to see who is there. */
export default defineServer({
  title: 'Chat rooms over WebSocket',
  about: 'Say hello, join a room, talk, and hear who comes and goes.',
  standard: 'rfc6455 §5.5.2',
  focus: ['sec-websocket-key', 'sec-websocket-accept'],
  party: 'chat',

  start: (lab) => roomsOf(lab),

  tryIt: ({ authority }) => [
    { about: 'wscat; then type the lines', command: `wscat -c ws://${authority}/` },
    {
      about: 'websockets for Python; then type the lines',
      command: `python3 -m websockets ws://${authority}/`,
    },
    { about: 'lines to type', command: lines.join('\n') },
  ],

  page: {
    actions: [
      {
        label: 'Join the kitchen',
        script: `
          const name = 'browser-' + Math.random().toString(36).slice(2, 6);
          const socket = new WebSocket('ws://' + location.host + '/');
          socket.onopen = () => {
            socket.send(JSON.stringify({ hello: name }));
            socket.send(JSON.stringify({ join: 'kitchen' }));
          };
          socket.onmessage = ({ data }) => log(data);
          socket.onclose = ({ code }) => log('closed with ' + code);
          window.chat = socket;`,
      },
      {
        label: 'Say something',
        script: `window.chat.send(JSON.stringify({ say: 'hello', room: 'kitchen' }));`,
      },
    ],
  },
});
