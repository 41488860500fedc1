import type { Fact } from '../fact.ts';

/** Fields of the WebSocket opening handshake. */
export const websocketFields: readonly Fact[] = [
  {
    kind: 'field',
    name: 'Sec-WebSocket-Key',
    title: 'Sec-WebSocket-Key',
    brief: 'a random value that the server must answer to',
    text: '16 random bytes in base64. They are no secret: they show that the answer comes from a WebSocket server.',
    source: 'rfc6455 §11.3.1',
    standing: 'standard',
    only: 'request',
  },
  {
    kind: 'field',
    name: 'Sec-WebSocket-Extensions',
    title: 'Sec-WebSocket-Extensions',
    brief: 'which extensions to use, such as compression',
    text: 'In the request the extensions that the client offers, in the response those that were agreed on.',
    source: 'rfc6455 §11.3.2',
    standing: 'standard',
  },
  {
    kind: 'field',
    name: 'Sec-WebSocket-Accept',
    title: 'Sec-WebSocket-Accept',
    brief: 'proof that the server speaks WebSocket',
    text: 'The SHA-1 hash of the key and a fixed text, in base64.',
    source: 'rfc6455 §11.3.3',
    standing: 'standard',
    only: 'response',
  },
  {
    kind: 'field',
    name: 'Sec-WebSocket-Protocol',
    title: 'Sec-WebSocket-Protocol',
    brief: 'which language to speak inside the WebSocket',
    text: 'In the request the subprotocols that the client offers, in the response the one that the server chose.',
    source: 'rfc6455 §11.3.4',
    standing: 'standard',
    values: {
      'graphql-transport-ws': {
        brief: 'GraphQL as the graphql-ws library speaks it',
        source: 'graphql-ws',
      },
    },
  },
  {
    kind: 'field',
    name: 'Sec-WebSocket-Version',
    title: 'Sec-WebSocket-Version',
    brief: 'which version of the protocol',
    text: 'The version of the WebSocket protocol, 13. Where a handshake fails for its version, the response lists the ones that the server supports.',
    source: 'rfc6455 §11.3.5',
    standing: 'standard',
    values: {
      '13': { brief: 'the version of RFC 6455' },
    },
    readings: [
      {
        at: { message: 'response' },
        where: 'in a response',
        brief: 'which versions the server speaks',
        source: 'rfc6455 §4.4',
      },
    ],
  },
];
