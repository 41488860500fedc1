import type { Fact } from '../fact.ts';

/** The types of frames of HTTP/2, by name. */
export const http2Frames: readonly Fact[] = [
  frame(
    'DATA',
    'rfc9113 §6.1',
    'a piece of a body',
    'Carries content of a stream. It is the one type that flow control counts, its padding included.',
  ),
  frame(
    'HEADERS',
    'rfc9113 §6.2',
    'a header or trailers; the first one opens the stream',
    'Carries a block of fields, compressed with HPACK. The first one opens the stream; a later one carries trailers.',
  ),
  frame(
    'PRIORITY',
    'rfc9113 §6.3',
    'an old way to rank streams, deprecated',
    'Told how important a stream is. RFC 9113 deprecates it; RFC 9218 defines another way.',
  ),
  frame(
    'RST_STREAM',
    'rfc9113 §6.4',
    'ends one stream at once; the connection lives on',
    'Terminates a single stream with an error code. Other streams of the connection go on; gRPC cancels calls with it.',
  ),
  frame(
    'SETTINGS',
    'rfc9113 §6.5',
    'what the sender allows, or that it took note of this',
    'Tells the peer which limits to keep. Each side sends one first, and acknowledges every one that it gets with an empty one.',
  ),
  frame(
    'PUSH_PROMISE',
    'rfc9113 §6.6',
    'announces a response that nobody asked for',
    'Announces a stream that the server opens by itself. Browsers have given server push up.',
  ),
  frame(
    'PING',
    'rfc9113 §6.7',
    'asks whether the other side is there, or answers that',
    'Eight bytes that the peer sends back with the ACK flag, ahead of other frames if it can.',
  ),
  frame(
    'GOAWAY',
    'rfc9113 §6.8',
    'no new streams; names the last one that counts',
    'Begins the end of a connection. Streams above the number that it names were not worked on and can be tried again elsewhere; those below may finish.',
  ),
  frame(
    'WINDOW_UPDATE',
    'rfc9113 §6.9',
    'more bytes may be sent',
    'Raises the number of bytes that may still be sent, on one stream or, with stream 0, on the whole connection.',
  ),
  frame(
    'CONTINUATION',
    'rfc9113 §6.10',
    'the rest of a block of fields',
    'Continues a HEADERS or PUSH_PROMISE whose fields did not fit. Nothing may come in between.',
  ),
  frame(
    'ALTSVC',
    'rfc7838 §4',
    'the same service is found elsewhere too',
    'Names another host, port or protocol that serves the same origin.',
  ),
  frame(
    'ORIGIN',
    'rfc8336 §2.1',
    'which origins this connection serves',
    'Lists the origins for which the client may use this connection.',
  ),
  frame(
    'PRIORITY_UPDATE',
    'rfc9218 §7.1',
    'changes how urgent a stream is',
    'Gives a stream a new priority after its request was sent.',
  ),
];

function frame(name: string, source: string, brief: string, text: string): Fact {
  return { kind: 'http2-frame', name, title: name, brief, text, source, standing: 'standard' };
}
