import type { MessageEvent } from '../../lab/record/transcript.ts';
import type { Http2Frame } from '../../wire/http2/types.ts';
import type { Field } from '../../wire/types.ts';
import { carriedBy } from '../story/carried.ts';
import type { Asked, Exchange } from './exchange.ts';
import { urlOf } from './target.ts';
import { StreamSocket } from './websocket.ts';

/** Sorts the frames of an HTTP/2 connection by exchange. */
export interface Streams {
  /** Takes a frame; returns the exchange of its stream, if there is one. `time` is in seconds since 1970. */
  take(event: MessageEvent, frame: Http2Frame, time: number): Exchange | undefined;
  /** Takes an exchange that began before there were streams, and is answered on one. */
  adopt(stream: number, exchange: Exchange): void;
  /** Lets go of exchanges whose entry is written. */
  forgetWritten(): void;
}

/** Pseudo-fields stay among the fields, as browsers write them. */
const VERSION = 'HTTP/2';

/** A connection without streams. `begin` makes an exchange. */
export function streamsOf(begin: (asked: Asked, at: number) => Exchange): Streams {
  const exchanges = new Map<number, Exchange>();
  const sockets = new Map<number, StreamSocket>();
  return {
    adopt(stream, exchange) {
      exchanges.set(stream, exchange);
    },
    forgetWritten() {
      for (const [stream, { written }] of exchanges) if (written) exchanges.delete(stream);
      for (const stream of sockets.keys()) if (!exchanges.has(stream)) sockets.delete(stream);
    },
    take(event, frame, time) {
      const { section, promisedStream } = frame;
      if (event.delivery === 'whole' && (section === 'request' || section === 'push')) {
        const exchange = begin(askedIn(frame), event.begunAt ?? event.at);
        exchanges.set(promisedStream ?? frame.stream, exchange);
        if (section === 'push') {
          exchange.asksNoMore = true;
          exchange.remarks.push('The server pushed it.');
        }
      }
      const exchange = exchanges.get(frame.stream);
      if (exchange === undefined || event.delivery === 'none') return exchange;
      if (exchange.isSocket && frame.frame === 'DATA') {
        exchange.sockets.push(...socketOf(sockets, frame.stream).take(event, frame, time));
      }
      if (frame.direction === 'client-to-server') {
        if (isBody(frame, exchange)) exchange.requestBody.add(carriedBy(event));
        if (isHeadOrData(frame)) exchange.sentAt = event.at;
        if (frame.flags.includes('END_STREAM')) exchange.asksNoMore = true;
        return exchange;
      }
      takeAnswer(event, frame, exchange);
      return exchange;
    },
  };
}

function socketOf(sockets: Map<number, StreamSocket>, stream: number): StreamSocket {
  const known = sockets.get(stream) ?? new StreamSocket();
  sockets.set(stream, known);
  return known;
}

/** Whether a request wants its stream to be a WebSocket (RFC 8441 §5). */
function isSocketOffer(fields: readonly Field[]): boolean {
  return fieldValue(fields, ':protocol')?.toLowerCase() === 'websocket';
}

function takeAnswer(event: MessageEvent, frame: Http2Frame, exchange: Exchange): void {
  const { section, fields = [], grpc } = frame;
  if (isBody(frame, exchange)) exchange.responseBody.add(carriedBy(event));
  if (event.delivery === 'whole') {
    if (section === 'response') {
      const status = Number(fieldValue(fields, ':status'));
      const answered = { status, reason: '', version: VERSION, fields, headLength: -1 };
      exchange.answer(answered, event.begunAt ?? event.at);
      exchange.isSocket = isSocketOffer(exchange.asked.fields) && status === 200;
    }
    if (section === 'trailers') exchange.trailers = fields;
    if (grpc?.status !== undefined) {
      exchange.remarks.push(`grpc-status: ${grpc.status.code} ${grpc.status.name}`);
    }
    if (isHeadOrData(frame) && frame.flags.includes('END_STREAM')) exchange.done = true;
  }
  if (isHeadOrData(frame)) exchange.lastAt = event.at;
}

/** What goes through a tunnel or a WebSocket is the body of nothing. */
function isBody({ frame, tunnel }: Http2Frame, { isSocket }: Exchange): boolean {
  return frame === 'DATA' && tunnel === undefined && !isSocket;
}

function isHeadOrData({ frame }: Http2Frame): boolean {
  return frame === 'HEADERS' || frame === 'DATA' || frame === 'CONTINUATION';
}

function askedIn({ fields = [], inside }: Http2Frame): Asked {
  const authority = fieldValue(fields, ':authority') ?? fieldValue(fields, 'host') ?? 'localhost';
  // A CONNECT names neither (RFC 9113 §8.5).
  const path = fieldValue(fields, ':path') ?? '/';
  const scheme = fieldValue(fields, ':scheme') ?? (inside ? 'https' : 'http');
  // RFC 8441 §5: `https` stands for `wss`.
  const url = urlOf(isSocketOffer(fields) ? scheme.replace('http', 'ws') : scheme, authority, path);
  const method = fieldValue(fields, ':method') ?? '';
  return { method, url, version: VERSION, fields, headLength: -1 };
}

function fieldValue(fields: readonly Field[], wanted: string): string | undefined {
  return fields.find(({ name }) => name === wanted)?.value;
}
