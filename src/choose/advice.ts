/** Where the way ends. */
export interface Advice {
  readonly kind: 'advice';
  /** The style in a few words: `Server-Sent Events`. */
  readonly style: string;
  /** Why it fits the answers given, one or two sentences. */
  readonly because: string;
  readonly gains: readonly string[];
  readonly costs: readonly string[];
  /** What would make another style the better one. */
  readonly unless: readonly string[];
  /** The scenario that shows it. */
  readonly scenario: string;
  /** Where in the scenario it is seen, one sentence, if that is not all of it. */
  readonly where?: string;
}

export const eventStream: Advice = {
  kind: 'advice',
  style: 'Server-Sent Events',
  because:
    'The news goes one way, and EventSource is built into browsers: it reconnects by itself and says with Last-Event-ID where it stopped.',
  gains: [
    'It is one long HTTP response: routing, cookies, compression and logs work as for any other.',
    'Resuming is part of the standard; the server only has to keep recent events.',
  ],
  costs: [
    'Text only, and nothing goes up: the client sends ordinary requests for that.',
    'EventSource sends no headers of your own, so a token travels in a cookie or the URL.',
    'Over HTTP/1.1 each stream holds one of the few connections that a browser opens to a host.',
    'Proxies that buffer responses hold the events back.',
  ],
  unless: [
    'The client talks back many times a second: WebSocket.',
    'Binary messages matter: WebSocket or gRPC.',
  ],
  scenario: 'sse-replay',
};

export const webSocket: Advice = {
  kind: 'advice',
  style: 'WebSocket',
  because: 'Both sides speak at any time, and it is the two-way channel that every browser has.',
  gains: [
    'A message costs a few bytes of framing in either direction, and no new request.',
    'Text and binary messages, in order, on one connection.',
  ],
  costs: [
    'Reconnecting, resuming, acknowledging and authorising again are yours to design.',
    'A connection is state: load balancing, deploys and limits have to reckon with it.',
    'A peer that vanished is noticed only through a heartbeat with a deadline.',
    'HTTP caches and status codes end at the handshake.',
  ],
  unless: [
    'The client only listens: Server-Sent Events do with less.',
    'No browser takes part and both ends are yours: gRPC brings a contract and deadlines.',
  ],
  scenario: 'ws-chat-resume',
};

export const grpc: Advice = {
  kind: 'advice',
  style: 'gRPC',
  because:
    'Both ends are yours, so they can share a .proto file, and calls get deadlines, cancellation and streams in both directions.',
  gains: [
    'Clients and servers in many languages are generated from one contract.',
    'Small binary messages, many calls on one HTTP/2 connection.',
    'A deadline travels with the call, and a status comes at its end even after a long stream.',
  ],
  costs: [
    'A browser cannot speak it as it is: that takes gRPC-Web and a proxy.',
    'The bytes cannot be read without the .proto file and a tool.',
    'Calls share a connection, so balancing connections does not balance calls.',
    'Every call is a POST: HTTP caches do not help.',
  ],
  unless: ['Strangers are to call it with whatever they have: REST.'],
  scenario: 'grpc-four-kinds',
};

export const graphql: Advice = {
  kind: 'advice',
  style: 'GraphQL',
  because:
    'Many screens want different parts of connected data, and each asks in one request for exactly what it shows.',
  gains: [
    'One round trip for data of several kinds; clients change without the server changing.',
    'A typed schema, and deprecation field by field instead of versions.',
  ],
  costs: [
    'Without batching, one innocent query becomes hundreds of database statements.',
    'Depth and cost of a query need a limit, or one client can bring the server down.',
    'Queries sent with POST bypass HTTP caches; errors and data can come in one answer.',
    'Authorisation has to hold for every field, not for a path.',
  ],
  unless: [
    'A few fixed screens: REST with well-cut resources is simpler.',
    'Public data that caches should hold: REST.',
  ],
  scenario: 'graphql-n-plus-one',
};

export const restPlain: Advice = {
  kind: 'advice',
  style: 'REST',
  because:
    'Things with addresses, and the methods, status codes and fields that every client already knows.',
  gains: [
    'Caches, proxies and tools know methods and status codes without your documentation.',
    'A method says whether a request may be repeated, a status how it went.',
  ],
  costs: [
    'What one screen needs may take several requests, and each may bring more than is shown.',
    'There is no contract unless you write one down, in OpenAPI for instance.',
    'Two people who change one thing overwrite each other, unless the server compares ETags.',
  ],
  unless: [
    'Screens show many parts of connected data: GraphQL.',
    'Your own services call each other all the time: gRPC.',
  ],
  scenario: 'rest-lost-update',
};

export const restCached: Advice = {
  kind: 'advice',
  style: 'REST, with caching',
  because:
    'A GET has an address, so whatever stands between you and the readers may keep its answer.',
  gains: [
    'A cache near the readers answers without you, for as long as Cache-Control allows.',
    'After that a read that finds nothing new costs 304 and no body.',
  ],
  costs: [
    'What is cached can be out of date until its time is over, or until you purge it.',
    'An answer that depends on its reader must say so, in Cache-Control or Vary, or others get it.',
  ],
  unless: ['Every reader sees something different: then only the reader itself can cache.'],
  scenario: 'rest-lost-update',
  where: 'Step 2 asks again for what it holds, and is answered 304.',
};

export const restLater: Advice = {
  kind: 'advice',
  style: 'REST, with 202 and a place to ask',
  because:
    'No connection should be held for minutes: accept the work, answer 202 at once, and say where its state can be read.',
  gains: [
    'A lost connection loses nothing, as the work was written down before the answer.',
    'Workers take what they can, so a burst makes a longer queue and not more errors.',
  ],
  costs: [
    'A queue and workers to run, and a state for each piece of work: waiting, done, failed.',
    'Clients have to ask again, or be called back.',
    'Work may be done twice after a crash: it has to bear that.',
  ],
  unless: [
    'It takes a second or two: answer when it is done.',
    'The client wants to see it grow: an event stream.',
  ],
  scenario: 'hook-delivery',
  where: 'Step 1 writes the work down, answers 202, and packs for a minute afterwards.',
};

export const restEdits: Advice = {
  kind: 'advice',
  style: 'REST, with ETag and If-Match',
  because:
    'Resources that several people read and change: HTTP already has the words for caching them and for refusing an edit of an old version.',
  gains: [
    'A read that changed nothing costs 304 and no body.',
    'A lost update is refused with 412 instead of silently overwriting.',
    'Every client, cache and proxy understands it.',
  ],
  costs: [
    'The client must keep the ETag and be ready to read again and merge.',
    'What one screen needs may take several requests.',
  ],
  unless: [
    'Several people type into one text at the same time: that needs merging, over WebSocket.',
  ],
  scenario: 'rest-lost-update',
};

export const restOnce: Advice = {
  kind: 'advice',
  style: 'REST, with idempotency keys',
  because:
    'A client that got no answer must be able to ask again, and the order must be placed, or the card charged, once.',
  gains: [
    'Retries become safe, including those of libraries, proxies and impatient people.',
    'The second answer is the first one, replayed.',
  ],
  costs: [
    'Keys and answers are stored, in the same transaction as the work, for as long as clients retry.',
    'Two requests at once with one key, and one key with another body, need answers of their own.',
    'The header field is an Internet-Draft, not a standard; providers differ in detail.',
  ],
  unless: ['The client can name the resource itself: PUT is idempotent without a key.'],
  scenario: 'idempotent-replay',
};

export const restRetry: Advice = {
  kind: 'advice',
  style: 'REST, with retries, backoff and jitter',
  because:
    'Calls that may fail for a moment are asked again, later each time, and not by everybody in the same second.',
  gains: [
    'Short failures never reach the user.',
    'A server that recovers is not knocked down again by the herd.',
  ],
  costs: [
    'Only what is idempotent may be repeated.',
    'Retries multiply over layers: retry in one place and within a budget.',
  ],
  unless: ['The work takes minutes: accept it with 202 and let the client ask, or call it back.'],
  scenario: 'retry-jitter',
};

export const polling: Advice = {
  kind: 'advice',
  style: 'Polling, with conditional requests',
  because:
    'A client that asks now and then needs no open connection, and an answer of 304 says cheaply that nothing changed.',
  gains: [
    'Works everywhere, through every proxy and cache, with no state on the server.',
    'Nothing to resume: the next request is the recovery.',
  ],
  costs: [
    'News is as old as the interval, and most requests find none.',
    'Clients that ask in step make a herd: spread the interval with jitter.',
  ],
  unless: [
    'Seconds matter: an event stream.',
    'A sleeping phone must be woken: the push service of its platform.',
  ],
  scenario: 'rest-lost-update',
  where: 'Step 2 asks again for what it holds, and is answered 304.',
};

export const webhook: Advice = {
  kind: 'advice',
  style: 'Webhooks',
  because:
    "The receiver is somebody else's server: it gives you a URL, and you call it when something happens.",
  gains: [
    'No polling and no open connections between companies.',
    'Any HTTP server can receive them.',
  ],
  costs: [
    'Deliveries come late, twice and out of order: receivers must recognise an event by its id.',
    'Whoever finds the URL can post to it: sign id, timestamp and body, and refuse old ones.',
    'The sender keeps a queue, a retry schedule and a place for what never arrived.',
  ],
  unless: ['The receiver sits behind a firewall: let it poll, or hold a stream open.'],
  scenario: 'hook-delivery',
};
