import { bytesDissector } from './bytes.ts';
import { readContent } from './content/read.ts';
import { grpcStreams } from './grpc/call.ts';
import { readWebBody } from './grpc/web-body.ts';
import { http1Dissector } from './http1/dissector.ts';
import { opensHttp1 } from './http1/opening.ts';
import type { Handover } from './http1/upgrade.ts';
import { bodyStreams } from './http2/body-stream.ts';
import { http2Dissector } from './http2/dissector.ts';
import { opensHttp2 } from './http2/opening.ts';
import { tunnelStreams } from './http2/tunnel-stream.ts';
import { h2cHandshake, type UpgradeRequest } from './http2/upgrade.ts';
import { limits } from './limits.ts';
import { OPENING_BYTES, type Opening, type Recognition } from './opening.ts';
import type { ProtoTypes } from './protobuf/types.ts';
import { respDissector } from './resp/dissector.ts';
import { opensResp } from './resp/opening.ts';
import { sseReader } from './sse/reader.ts';
import { OPENING, type Start } from './start.ts';
import { tlsDissector } from './tls/dissector.ts';
import type { KeyLog } from './tls/key-log.ts';
import { opensTls } from './tls/opening.ts';
import type {
  Direction,
  Dissector,
  Ending,
  HttpRequest,
  HttpResponse,
  Message,
  Range,
} from './types.ts';
import { websocketDissector } from './websocket/dissector.ts';
import { websocketHandshake } from './websocket/handshake.ts';
import { socketStream } from './websocket/over-http2.ts';

/** A protocol that a connection can open with. */
interface Recogniser {
  /** What ALPN calls it (RFC 7301 §6). */
  readonly alpn?: string;
  recognise(opening: Opening): Recognition;
  /** The dissector that reads on from `start`. */
  dissect(known: Known, start: Start): Dissector;
}

/** What is known beside the bytes. It names what they hold; it never decides which protocol they are. */
export interface Known {
  /** The messages and methods of gRPC services. */
  readonly protoTypes?: ProtoTypes;
  /** The secrets of TLS connections: what is inside is read as far as they are there. */
  readonly keyLog?: KeyLog;
  /** Is given each line of the key log that is used, before the messages that it opens. */
  readonly tellSecret?: (line: string) => void;
}

/** In the order in which they are asked; the first that says yes reads the connection. */
const recognisers: readonly Recogniser[] = [
  {
    alpn: 'h2',
    recognise: opensHttp2,
    dissect: (known, start) => http2(known, start),
  },
  {
    alpn: 'http/1.1',
    recognise: opensHttp1,
    dissect: (known, start) =>
      http1Dissector({
        readContent: (raw) => readWebBody(raw, known.protoTypes) ?? readContent(raw),
        sseReader,
        start,
        successors: {
          websocket: websocketDissector,
          h2c: ({ offsets, request }) => http2(known, { ...start, offsets }, request),
          connect: (handover) => tunnel(known, start, handover),
        },
        switches: { websocket: websocketHandshake, h2c: h2cHandshake },
      }),
  },
  { recognise: opensTls, dissect: secured },
  { recognise: opensResp, dissect: (_known, { offsets }) => respDissector(offsets) },
];

/** `upgraded` is the request of HTTP/1.1 that led to it, if one did. */
function http2(known: Known, { offsets, tunnels }: Start, upgraded?: UpgradeRequest): Dissector {
  const openCall = grpcStreams(known.protoTypes);
  const inTunnel = () => new Connection(known, { ...OPENING, tunnels: tunnels + 1 });
  const openTunnel = tunnelStreams(tunnels === limits.tunnels ? undefined : inTunnel);
  const openStream = bodyStreams(
    () => [openCall(), socketStream(), openTunnel()],
    readContent,
    sseReader,
  );
  return http2Dissector({ openStream, offsets, ...(upgraded && { upgraded }) });
}

/** What is inside TLS is what ALPN agreed on; without that, it is recognised by its first bytes. */
function secured({ keyLog, tellSecret, ...known }: Known, start: Start): Dissector {
  if (keyLog === undefined) return tlsDissector(undefined, start.offsets);
  const inside: Start = { ...start, offsets: OPENING.offsets };
  const readings = {
    keyLog,
    ...(tellSecret && { tellSecret }),
    dissect(protocol: string | undefined) {
      const agreed = recognisers.find(({ alpn }) => alpn !== undefined && alpn === protocol);
      return agreed?.dissect(known, inside) ?? new Connection(known, inside);
    },
  };
  return tlsDissector(readings, start.offsets);
}

/** What goes through a tunnel is recognised as what a connection opens with; tunnels in it too. */
function tunnel(known: Known, { tunnels }: Start, { offsets, exchange }: Handover): Dissector {
  if (tunnels === limits.tunnels) return bytesDissector(offsets);
  return new Connection(known, { offsets, exchange, tunnels: tunnels + 1 });
}

/**
 * Reads a connection of whatever protocol: it is recognised by its first bytes, never by a setting.
 * What nothing recognises is shown as bytes.
 */
export function dissectConnection(known: Known = {}): Dissector {
  return new Connection(known, OPENING);
}

/** What came before the protocol was known. */
type Held =
  | { readonly direction: Direction; readonly bytes: Uint8Array }
  | { readonly direction: Direction; readonly ending: Ending };

/** Holds what comes until the protocol is known, then hands it on in the same order. */
class Connection implements Dissector {
  #dissector: Dissector | undefined;
  /** Which side spoke first, and how it began. */
  #first: Direction | undefined;
  #opening: Uint8Array = new Uint8Array(0);
  /** Bytes held of the side that did not speak first. */
  #answerLength = 0;
  #held: Held[] = [];
  readonly #known: Known;
  readonly #start: Start;

  constructor(known: Known, start: Start) {
    this.#known = known;
    this.#start = start;
  }

  push(direction: Direction, bytes: Uint8Array): readonly Message[] {
    if (this.#dissector !== undefined) return this.#dissector.push(direction, bytes);
    if (bytes.length === 0 || this.#hasEnded(direction)) return [];
    this.#first ??= direction;
    if (direction === this.#first) {
      const room = OPENING_BYTES - this.#opening.length;
      this.#opening = Buffer.concat([this.#opening, bytes.subarray(0, room)]);
    } else {
      this.#answerLength += bytes.length;
    }
    const dissector = this.#choose({ by: this.#first, bytes: this.#opening });
    if (dissector === undefined) {
      this.#held.push({ direction, bytes: Uint8Array.from(bytes) });
      return [];
    }
    const replayed = this.#replay(dissector);
    const messages = dissector.push(direction, bytes);
    return replayed.length === 0 ? messages : [...replayed, ...messages];
  }

  end(direction: Direction, how: Ending): readonly Message[] {
    if (this.#dissector !== undefined) return this.#dissector.end(direction, how);
    if (direction !== this.#first) {
      if (!this.#hasEnded(direction)) this.#held.push({ direction, ending: how });
      return [];
    }
    const dissector = bytesDissector(this.#start.offsets);
    return [...this.#replay(dissector), ...dissector.end(direction, how)];
  }

  wake(): readonly Message[] {
    return this.#dissector?.wake?.() ?? [];
  }

  headUnderWay(direction: Direction): HttpRequest | HttpResponse | undefined {
    return this.#dissector?.headUnderWay?.(direction);
  }

  underWayInside(direction: Direction): Range | undefined {
    return this.#dissector?.underWayInside?.(direction);
  }

  headInside(direction: Direction): HttpRequest | HttpResponse | undefined {
    return this.#dissector?.headInside?.(direction);
  }

  isBetween(direction: Direction): boolean {
    return this.#dissector?.isBetween?.(direction) ?? false;
  }

  release(direction: Direction): readonly Message[] {
    return this.#dissector?.release?.(direction) ?? [];
  }

  #choose(opening: Opening): Dissector | undefined {
    const canWait = this.#answerLength <= limits.line;
    for (const { recognise, dissect } of recognisers) {
      const recognition = recognise(opening);
      if (recognition === 'yes') return dissect(this.#known, this.#start);
      if (recognition === 'more' && canWait) return undefined;
    }
    return bytesDissector(this.#start.offsets);
  }

  #hasEnded(direction: Direction): boolean {
    return this.#held.some((held) => held.direction === direction && 'ending' in held);
  }

  #replay(dissector: Dissector): readonly Message[] {
    const held = this.#held;
    this.#held = [];
    this.#dissector = dissector;
    return held.flatMap((piece) =>
      'ending' in piece
        ? dissector.end(piece.direction, piece.ending)
        : dissector.push(piece.direction, piece.bytes),
    );
  }
}
