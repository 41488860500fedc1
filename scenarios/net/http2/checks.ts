import type { CrossedWire, Http2Frame, Seen, Wire } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';

type Frame = Seen<Http2Frame>;

/** Which version of HTTP each client spoke to a server: `ada HTTP/2 · old HTTP/1.1`. */
export function spoken(wire: Wire, server: string, clients: readonly string[]): string {
  const frames = wire.http2Frames(server);
  const version = (client: string) =>
    frames.some((frame) => frame.client === client) ? 'HTTP/2' : 'HTTP/1.1';
  return listed(...clients.map((client) => `${client} ${version(client)}`));
}

/** What was offered and chosen with ALPN. */
export const agreement = ({ messages }: CrossedWire) =>
  messages.filter((each) => 'alpn' in each && each.alpn !== undefined);

/** The frames of a step. */
export const framesOf = ({ messages }: CrossedWire): readonly Frame[] =>
  messages.filter((message) => message.kind === 'http2-frame');

/** How many connections a client needed: `1 connection`. */
export const connectionsOf = (wire: Wire, client: string, server: string): string =>
  counted(
    wire.connections(server).filter((connection) => connection.client === client).length,
    'connection',
  );

/** How many bytes each request of a step took, in order. */
export const requestBytes = ({ messages }: CrossedWire): readonly number[] =>
  messages
    .filter((each) => each.kind === 'http-request' || isOf('request', each))
    .map(({ inside, start, end }) => (inside ? inside.end - inside.start : end - start));

/**
 * How large the table of fields is that a client's requests have built up (RFC 7541 §4.1), as the wire tells it.
 */
export function tableBytes(wire: Wire, client: string): string {
  const frames = wire.http2Frames().filter((frame) => frame.client === client);
  const written = frames
    .filter(({ connection, section }) => {
      return section === 'request' && connection === frames[0]?.connection;
    })
    .flatMap(({ fields = [] }) => fields)
    .filter(({ representation }) => representation === 'incremental')
    .reduce((sum, { name, value }) => sum + name.length + value.length + 32, 0);
  return `${written} bytes`;
}

/** How many bytes of an answer were sent while nobody read it, on whichever version. */
export function sentUnread({ messages }: CrossedWire): string {
  const lengths = messages.map((each) => {
    if (each.kind === 'http-response') return each.content.byteLength;
    return each.kind === 'http2-frame' ? (each.dataLength ?? 0) : 0;
  });
  return `${lengths.reduce((sum, length) => sum + length, 0)} bytes`;
}

/** By how many bytes somebody sent more than a window had room for. */
export function beyondWindows(wire: Wire): string {
  const left = wire
    .http2Frames()
    .flatMap(({ windows }) => (windows ? [windows.connection, windows.stream ?? 0] : []));
  return `${Math.max(0, ...left.map((bytes) => -bytes))} bytes beyond`;
}

/** How one side ended a connection: the frame that says why, if there is one. */
export const goodbye = (step: CrossedWire, direction: Frame['direction']): Frame | undefined =>
  framesOf(step).find(
    (frame) =>
      frame.frame === 'GOAWAY' && frame.direction === direction && frame.errorCode !== 'NO_ERROR',
  );

/** What it said: `GOAWAY PROTOCOL_ERROR`. */
export const endedBy = (frame: Frame | undefined): string =>
  frame === undefined ? 'no GOAWAY' : `GOAWAY ${frame.errorCode}`;

const isOf = (section: Http2Frame['section'], message: CrossedWire['messages'][number]) =>
  message.kind === 'http2-frame' && message.section === section;
