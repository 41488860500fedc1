import type { Fact, Standing } from '../fact.ts';

const NONE = 'no standard; common practice';

/** Words that stand for an idea rather than for something on the wire. */
export const concepts: readonly Fact[] = [
  concept(
    'idempotent',
    'sent once or many times, the effect is the same',
    'A method is idempotent where several identical requests are meant to have the effect of one: PUT, DELETE and the safe methods. POST and PATCH are not by definition.',
    'rfc9110 §9.2.2',
  ),
  concept(
    'safe',
    'asks for nothing to change',
    "A method is safe if its meaning is to read only: GET, HEAD, OPTIONS and TRACE, and of the later ones QUERY and WebDAV's PROPFIND, REPORT and SEARCH. What a server logs meanwhile does not count.",
    'rfc9110 §9.2.1; rfc10008 §2',
  ),
  concept(
    'backoff',
    'wait longer after each failed attempt',
    'A client that failed waits before it tries again, mostly twice as long each time up to a cap. Without jitter all clients still come back together.',
    NONE,
  ),
  concept(
    'jitter',
    'a random part of a wait, so that clients spread out',
    'Chance in the wait before a retry. Full jitter draws from nothing to the whole backoff; a jitter that is added before the cap is cut off by it.',
    NONE,
  ),
  concept(
    'lost update',
    'two write what both read; the first change is gone',
    'Two clients read the same state and both write it back: the second overwrites the first unseen. If-Match makes the second fail with 412.',
    'rfc9110 §13.1.1',
  ),
  concept(
    'conditional request',
    'do it only if the state is what I think',
    'A request with a precondition such as If-Match or If-None-Match. Where it does not hold, the answer is 412, or 304 for a read.',
    'rfc9110 §13',
  ),
  concept(
    'validator',
    'something that changes when the content does',
    'An entity tag or a modification date, by which a client tells whether a representation is still the same.',
    'rfc9110 §8.8',
  ),
  concept(
    'trailers',
    'fields behind the body',
    'Fields that are sent after the content, once they are known, such as a checksum or the status of a gRPC call.',
    'rfc9110 §6.5',
  ),
  concept(
    'hop-by-hop',
    'meant for the next machine only',
    'Fields that concern one connection, named in Connection. A proxy removes them before it passes a message on.',
    'rfc9110 §7.6.1',
  ),
  concept(
    'content negotiation',
    'client and server agree on a representation',
    'The client says what it prefers in Accept and its relatives, the server chooses, and Vary names what the choice depended on.',
    'rfc9110 §12',
  ),
  concept(
    'freshness',
    'how long a stored response may be used unasked',
    'A stored response is fresh while its age is below its lifetime. After that it is stale and must mostly be validated first.',
    'rfc9111 §4.2',
  ),
  concept(
    'flow control',
    'send no more than the receiver has room for',
    'Each side of HTTP/2 grants a number of bytes, for each stream and for the connection, and raises it with WINDOW_UPDATE.',
    'rfc9113 §5.2',
  ),
  concept(
    'stream',
    'one exchange among many on an HTTP/2 connection',
    'A numbered, two-way sequence of frames. A request and its response share one, and many of them share a connection.',
    'rfc9113 §5',
  ),
  concept(
    'masking',
    'client frames are XORed with a random key',
    'Every frame from a WebSocket client is masked, so that no script can choose the bytes on the wire and fool a proxy. It hides nothing.',
    'rfc6455 §5.3',
  ),
  concept(
    'heartbeat',
    'are you still there? with a deadline for the answer',
    'A ping that must be answered in time. Without a deadline, a peer that vanished without a word is never noticed.',
    NONE,
  ),
  concept(
    'half-open',
    'one side believes in a connection that is gone',
    'After a crash or a cut cable, one side may hold a connection that no longer exists, until it sends something or a heartbeat fails.',
    'rfc9293 §3.5.1',
  ),
  concept(
    'deadline',
    'the moment after which nobody waits any more',
    'A time by which an answer must be there. Each service passes what is left of it to the next; gRPC carries it in grpc-timeout.',
    NONE,
  ),
  concept(
    'N+1',
    'one query for a list, then one more for each item',
    'Reading a list with one statement and then what belongs to each item with another. Batching turns it into one statement a level.',
    NONE,
  ),
  concept(
    'dead letter',
    'what could not be delivered, set aside for people',
    'A message that failed too often is moved out of the way and kept, so that somebody can look at it and send it again.',
    NONE,
  ),
  concept(
    'at least once',
    'it arrives, perhaps more than once',
    'A sender that repeats until it hears a confirmation delivers at least once: where the confirmation is lost, twice. The receiver tells duplicates by an id.',
    NONE,
  ),
  concept(
    'replay attack',
    'a recorded valid message, sent again',
    'Somebody sends a message again that was valid once. A signed timestamp limits for how long that works, and a remembered id ends it.',
    NONE,
  ),
  concept(
    'thundering herd',
    'everybody comes back at the same moment',
    'Many clients that wait for the same thing act at once when it comes, and overload it again. Jitter spreads them out.',
    NONE,
  ),
];

function concept(name: string, brief: string, text: string, source: string): Fact {
  const standing: Standing = source === NONE ? 'convention' : 'standard';
  return { kind: 'concept', name, title: name, brief, text, source, standing };
}
