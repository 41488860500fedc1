import { flag, frame, frameType, grpcMessage, HeaderBlocks, PREFACE } from './http2-frames.ts';
import { document } from './payload.ts';
import { HANDSHAKE, HANDSHAKE_ANSWER, textFrame } from './websocket-frames.ts';

/** Bytes that one side of a connection sends at once; a kilobyte of JSON and what frames it. */
export interface Said {
  /** From 1. */
  readonly connection: number;
  readonly byClient: boolean;
  readonly bytes: Uint8Array;
}

/** The port of the server of each connection, by which a reader of captures may tell protocols apart. */
export const serverPorts = { 1: 8080, 2: 8080, 3: 50_051 } as const;

const NOTHING = Buffer.alloc(0);

/**
 * What is said on three connections, HTTP/1.1, WebSocket and HTTP/2 with gRPC, in turns, until it
 * is about so many bytes. Every document differs from the one before.
 */
export function* conversation(byteLength: number): Generator<Said> {
  const speakers = [http1, webSocket, http2()];
  let said = 0;
  for (let turn = 0; said < byteLength; turn++) {
    for (const [at, speak] of speakers.entries()) {
      for (const [byClient, bytes] of speak(turn)) {
        said += bytes.length;
        yield { connection: at + 1, byClient, bytes };
      }
    }
  }
}

type Turn = readonly (readonly [byClient: boolean, bytes: Uint8Array])[];

function http1(turn: number): Turn {
  const question = document(`question ${turn}`);
  const answer = document(`answer ${turn}`);
  const request = [
    `POST /orders/${turn} HTTP/1.1`,
    'host: api.example',
    'user-agent: bench',
    'accept: application/json',
  ];
  const response = ['HTTP/1.1 200 OK', 'cache-control: no-store', `etag: "${turn}"`];
  return [
    [true, withBody(request, question)],
    [false, withBody(response, answer)],
  ];
}

function withBody(head: readonly string[], body: Uint8Array): Buffer {
  const lines = [
    ...head,
    'content-type: application/json',
    `content-length: ${body.length}`,
    '\r\n',
  ];
  return Buffer.concat([Buffer.from(lines.join('\r\n')), body]);
}

function webSocket(turn: number): Turn {
  const opening: Turn = [
    [true, HANDSHAKE],
    [false, HANDSHAKE_ANSWER],
  ];
  return [
    ...(turn === 0 ? opening : []),
    [true, textFrame(document(`question ${turn}`), true)],
    [false, textFrame(document(`answer ${turn}`), false)],
  ];
}

function http2(): (turn: number) => Turn {
  const asked = new HeaderBlocks();
  const answered = new HeaderBlocks();
  const { headers, data, settings } = frameType;
  const { endHeaders, endStream, ack } = flag;
  const grpc = { 'content-type': 'application/grpc' };
  const request = {
    ':method': 'POST',
    ':scheme': 'http',
    ':path': '/shop.Orders/Place',
    ':authority': 'api.example',
    te: 'trailers',
    ...grpc,
  };
  const opening: Turn = [
    [true, Buffer.concat([PREFACE, frame(settings, 0, 0, NOTHING)])],
    [false, frame(settings, 0, 0, NOTHING)],
    [true, frame(settings, ack, 0, NOTHING)],
    [false, frame(settings, ack, 0, NOTHING)],
  ];
  return (turn) => {
    const stream = 2 * turn + 1;
    const question = Buffer.concat([
      frame(headers, endHeaders, stream, asked.block(request)),
      frame(data, endStream, stream, grpcMessage(document(`question ${turn}`))),
    ]);
    // What was read is said to be read, so that the windows never close (RFC 9113 §6.9).
    const window = Buffer.alloc(4);
    window.writeUInt32BE(question.length);
    const answer = Buffer.concat([
      frame(frameType.windowUpdate, 0, 0, window),
      frame(headers, endHeaders, stream, answered.block({ ':status': '200', ...grpc })),
      frame(data, 0, stream, grpcMessage(document(`answer ${turn}`))),
      frame(headers, endHeaders | endStream, stream, answered.block({ 'grpc-status': '0' })),
    ]);
    window.writeUInt32BE(answer.length);
    const taken = frame(frameType.windowUpdate, 0, 0, window);
    return [...(turn === 0 ? opening : []), [true, question], [false, answer], [true, taken]];
  };
}
