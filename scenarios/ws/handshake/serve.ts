import { defineServer, type LiveLab, listening, type ServerRecipe } from 'apilab';
import { greeter } from './greeter.ts';
import type { Handshaker } from './opening-handshake.ts';

const fields = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
].map((line) => `-H '${line}'`);

/** A greeter, with its way of shaking hands. */
export function greeterOf({ clock }: LiveLab, handshaker?: Handshaker): ServerRecipe {
  return (at) => listening(greeter({ clock, ...(handshaker && { handshaker }) }), at);
}

/** A server to shake hands with, which closes in order. */
export default defineServer({
  title: 'A WebSocket to open by hand',
  about: 'It shakes hands in version 13, and closes.',
  standard: 'rfc6455 §4.2',
  focus: ['sec-websocket-key', 'sec-websocket-accept', 'sec-websocket-version'],
  party: 'greeter',

  start: (lab) => greeterOf(lab),

  tryIt: ({ authority, url }) => [
    { about: 'a client that does it all', command: `wscat -c ws://${authority}/` },
    {
      about: 'the handshake alone',
      command: `curl -i --max-time 2 ${url}/ ${fields.join(' ')} -H 'Sec-WebSocket-Version: 13'`,
    },
    {
      about: 'in the version of a draft',
      command: `curl -i --max-time 2 ${url}/ ${fields.join(' ')} -H 'Sec-WebSocket-Version: 8'`,
    },
  ],

  page: {
    actions: [
      {
        label: 'Open a WebSocket',
        script: `
          const socket = new WebSocket('ws://' + location.host + '/');
          socket.onopen = () => log('open');
          socket.onclose = ({ code, wasClean }) => log('closed with ' + code + (wasClean ? ', cleanly' : ''));`,
      },
    ],
  },
});
