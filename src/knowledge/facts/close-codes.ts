import type { Fact } from '../fact.ts';

const RFC = 'rfc6455 §7.4.1';
const REGISTRY = 'websocket-codes §';
const GRAPHQL = 'graphql-ws';

/** The codes of a WebSocket's close frame: those of the protocol, those registered since, those of graphql-transport-ws. */
export const closeCodes: readonly Fact[] = [
  code(
    '1000',
    'Normal Closure',
    'done: what the connection was for is fulfilled',
    RFC,
    'The connection has served its purpose and is closed on purpose.',
  ),
  code(
    '1001',
    'Going Away',
    'the endpoint leaves: a shutdown or another page',
    RFC,
    'A server shuts down or a browser moves on to another page.',
  ),
  code(
    '1002',
    'Protocol Error',
    'a frame broke the rules of the protocol',
    RFC,
    'The endpoint received something that the WebSocket protocol forbids, such as a frame of a client without a mask.',
  ),
  code(
    '1003',
    'Unsupported Data',
    'a type of data that is not taken, such as binary',
    RFC,
    'The endpoint received a type of message that it cannot work with, such as a binary one where it understands text only.',
  ),
  code(
    '1004',
    'Reserved',
    'no meaning yet',
    RFC,
    'The code is set aside and may get a meaning one day.',
  ),
  code(
    '1005',
    'No Status Rcvd',
    'the close frame had no code; never on the wire',
    RFC,
    'Programs report it to themselves where a close frame came without a code. It must not be sent.',
  ),
  code(
    '1006',
    'Abnormal Closure',
    'no close frame came at all; never on the wire',
    RFC,
    'Programs report it to themselves where the connection ended without a close frame. It must not be sent.',
  ),
  code(
    '1007',
    'Invalid Frame Payload Data',
    'the data does not fit the type: text that is no UTF-8',
    RFC,
    'A message held data that its type forbids, most often text that is not UTF-8.',
  ),
  code(
    '1008',
    'Policy Violation',
    'a message broke a rule of the endpoint',
    RFC,
    'The general code for a message that the endpoint does not accept, where no other code fits or details are to stay hidden.',
  ),
  code(
    '1009',
    'Message Too Big',
    'a message is longer than the endpoint takes',
    RFC,
    'The message is too large to be processed. Endpoints limit message sizes to protect their memory.',
  ),
  code(
    '1010',
    'Mandatory Ext.',
    'the server did not agree to a needed extension',
    RFC,
    'A client closes because the server did not agree to an extension that it needs. Servers do not send it: they refuse the handshake instead.',
  ),
  code(
    '1011',
    'Internal Error',
    'the server met a condition it did not expect',
    RFC,
    'Something unexpected keeps the server from fulfilling the request, like 500 in HTTP.',
  ),
  code(
    '1012',
    'Service Restart',
    'restarting; a client may return after a random 5 to 30 s',
    REGISTRY,
    'The service is restarting. A client may connect again, and if it does, after a random delay of 5 to 30 seconds, so that not all come at once, says the mail that the registry refers to.',
  ),
  code(
    '1013',
    'Try Again Later',
    'overloaded; go elsewhere, or return if a user asks',
    REGISTRY,
    'The service is overloaded. The mail that the registry refers to says that a client should connect to another address only, or to the same one upon action of the user.',
  ),
  code(
    '1014',
    'Bad Gateway',
    'a gateway got a bad answer from behind it',
    REGISTRY,
    'A gateway or proxy received an invalid response from the server behind it, like 502 in HTTP.',
  ),
  code(
    '1015',
    'TLS Handshake',
    'TLS could not be set up; never on the wire',
    RFC,
    'Programs report it to themselves where the TLS handshake failed. It must not be sent.',
  ),
  code(
    '3000',
    'Unauthorized',
    'who you are is not known, like 401',
    REGISTRY,
    'The endpoint does not know who is speaking, like 401 in HTTP.',
  ),
  code(
    '3003',
    'Forbidden',
    'you may not do this, like 403',
    REGISTRY,
    'The endpoint knows who is speaking and does not allow it, like 403 in HTTP.',
  ),
  code(
    '3008',
    'Timeout',
    'it took too long, like 408',
    REGISTRY,
    'The endpoint waited too long for something, like 408 in HTTP.',
  ),
  graphql(
    '4400',
    'Bad Request',
    'graphql-transport-ws: a message that is none',
    'In graphql-transport-ws: an endpoint received a message of a type or form that the subprotocol does not have.',
  ),
  graphql(
    '4401',
    'Unauthorized',
    'graphql-transport-ws: subscribed before the ack',
    'In graphql-transport-ws: the client sent subscribe before the server acknowledged the connection.',
  ),
  graphql(
    '4403',
    'Forbidden',
    'graphql-transport-ws: the connection is not allowed',
    'In graphql-transport-ws: the server turned the connection_init down.',
  ),
  graphql(
    '4408',
    'Connection Initialisation Timeout',
    'graphql-transport-ws: no connection_init in time',
    'In graphql-transport-ws: the client did not send connection_init within the time that the server waits.',
  ),
  graphql(
    '4409',
    'Subscriber Already Exists',
    'graphql-transport-ws: the id is in use',
    'In graphql-transport-ws: the client subscribed with an id that an operation on the same connection already has.',
  ),
  graphql(
    '4429',
    'Too Many Initialisation Requests',
    'graphql-transport-ws: a second connection_init',
    'In graphql-transport-ws: the client sent connection_init more than once.',
  ),
];

function code(name: string, title: string, brief: string, source: string, text: string): Fact {
  // The registry has an entry for each code.
  const cited = source === REGISTRY ? source + name : source;
  return { kind: 'close-code', name, title, brief, text, source: cited, standing: 'standard' };
}

function graphql(name: string, title: string, brief: string, text: string): Fact {
  return { kind: 'close-code', name, title, brief, text, source: GRAPHQL, standing: 'industry' };
}
