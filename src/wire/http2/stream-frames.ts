import { placedLayer } from '../pieces.ts';
import type { Field, Node } from '../types.ts';
import { decodeUtf8 } from '../utf8.ts';
import type { ConnectionState } from './connection-state.ts';
import { needsStream, readDependency, readReset, readWindowUpdate } from './control-frames.ts';
import { fieldProblems } from './field-rules.ts';
import { END_HEADERS, END_STREAM, type Frame, PRIORITY } from './frame.ts';
import { HeaderBlock } from './header-block.ts';
import { problems } from './problems.ts';
import type { SectionSeen, StreamReading } from './stream-reader.ts';
import type { Stream } from './streams.ts';
import type { Section } from './types.ts';

/** How much data of one frame is shown as text. */
const TEXT_BYTES = 64 * 1024;

/** Reads the frames of one direction that belong to streams. */
export class StreamFrames {
  readonly #state: ConnectionState;
  #block: HeaderBlock | undefined;

  constructor(state: ConnectionState) {
    this.#state = state;
  }

  /** The stream of a header block that is not complete. */
  get openBlock(): number | undefined {
    return this.#block?.stream;
  }

  /** Lets go of a header block that was interrupted: the tables are not known any more. */
  abandonBlock(frame: Frame): void {
    this.#block = undefined;
    this.#state.decoders[frame.direction].lose();
  }

  /** DATA, RFC 9113 §6.1. */
  data(frame: Frame): string {
    const stream = needsStream(frame) ? this.#sendingOn(frame) : undefined;
    const padLength = frame.padLength();
    const byteLength = frame.withoutPadding(padLength);
    this.#state.spend(frame, stream);
    if (byteLength === undefined) return '';
    const start = frame.offset;
    const bytes = frame.bytes('http2.data', byteLength);
    frame.rest('http2.padding');
    frame.members.dataLength = byteLength;
    const reading = stream?.reader?.data({
      direction: frame.direction,
      bytes,
      start,
      endsStream: frame.has(END_STREAM),
    });
    if (reading?.grpc === undefined && reading?.websocket === undefined) showText(frame, bytes);
    if (reading !== undefined) take(frame, reading);
    if (stream !== undefined) {
      stream.halves[frame.direction].received += byteLength;
      if (frame.has(END_STREAM)) endHalf(frame, stream);
    }
    this.#state.settle(frame, stream);
    return [count(byteLength, 'byte'), ...carriedIn(reading)].join(', ');
  }

  /** Accounts for DATA whose payload was passed over. */
  skippedData(frame: Frame): void {
    const stream = needsStream(frame) ? this.#sendingOn(frame) : undefined;
    this.#state.spend(frame, stream);
    stream?.reader?.skip(frame.direction, frame.length);
    if (stream !== undefined && frame.has(END_STREAM)) {
      stream.halves[frame.direction].ended = true;
    }
    this.#state.settle(frame, stream);
  }

  /** HEADERS, RFC 9113 §6.2. */
  headers(frame: Frame): string {
    if (needsStream(frame)) this.#openFor(frame);
    const padLength = frame.padLength();
    if (frame.has(PRIORITY)) {
      if (frame.left < 5) frame.violate(problems.frameSize);
      else readDependency(frame);
    }
    this.#block = new HeaderBlock(frame.stream, frame.has(END_STREAM), undefined);
    return this.#fragment(frame, padLength);
  }

  /** PUSH_PROMISE, RFC 9113 §6.6. */
  pushPromise(frame: Frame): string {
    needsStream(frame);
    const padLength = frame.padLength();
    if (frame.left < 4) {
      frame.violate(problems.frameSize);
      if (padLength > frame.left) frame.violate(problems.paddingTooLong);
      return '';
    }
    const promised =
      frame.integer('http2.promised-stream', 4, (value) => `${value % 0x8000_0000}`) % 0x8000_0000;
    frame.members.promisedStream = promised;
    this.#promise(frame, promised);
    this.#block = new HeaderBlock(promised, false, 'push');
    return this.#fragment(frame, padLength);
  }

  /** CONTINUATION, RFC 9113 §6.10. */
  continuation(frame: Frame): string {
    needsStream(frame);
    if (this.#block !== undefined) return this.#fragment(frame, 0);
    frame.rest('http2.field-block');
    frame.violate(problems.strayContinuation);
    return '';
  }

  /** RST_STREAM, RFC 9113 §6.4. */
  reset(frame: Frame): string {
    const detail = readReset(frame);
    const stream = needsStream(frame) ? this.#known(frame) : undefined;
    if (stream !== undefined) stream.resetBy ??= frame.direction;
    this.#state.settle(frame, stream);
    return detail;
  }

  /** WINDOW_UPDATE, RFC 9113 §6.9. */
  windowUpdate(frame: Frame): string {
    const detail = readWindowUpdate(frame);
    const stream = frame.stream === 0 ? undefined : this.#known(frame);
    if (frame.members.increment !== undefined) this.#state.widen(frame, stream);
    this.#state.settle(frame, stream);
    return detail;
  }

  /** Notes the state of a stream that the frame does not change. */
  note(frame: Frame): void {
    const stream = frame.stream === 0 ? undefined : this.#state.streams.find(frame.stream);
    if (stream !== undefined) this.#state.settle(frame, stream);
    else if (frame.stream !== 0) this.#unknownState(frame);
  }

  /** The stream of a frame that may come as long as the stream is not idle. */
  #known(frame: Frame): Stream | undefined {
    const stream = this.#state.streams.find(frame.stream);
    if (stream === undefined) {
      this.#unknownState(frame);
      if (this.#state.streams.isIdle(frame.stream)) frame.violate(problems.streamIdle);
    }
    return stream;
  }

  #unknownState(frame: Frame): void {
    const { streams } = this.#state;
    if (streams.isIdle(frame.stream)) frame.members.streamState = 'idle';
    else if (!streams.forgot) frame.members.streamState = 'closed';
  }

  /** The stream on which the sender sends HEADERS or DATA; it must not have ended it. */
  #sendingOn(frame: Frame): Stream | undefined {
    const stream = this.#known(frame);
    const { streams } = this.#state;
    const ended = stream?.halves[frame.direction].ended || stream?.resetBy === frame.direction;
    const skipped = stream === undefined && !streams.isIdle(frame.stream) && !streams.forgot;
    if (ended || skipped) frame.violate(problems.streamClosed);
    return stream;
  }

  #openFor(frame: Frame): void {
    const { streams } = this.#state;
    const { stream: id, direction } = frame;
    if (streams.find(id) !== undefined) {
      this.#sendingOn(frame);
      return;
    }
    const byClient = direction === 'client-to-server';
    if (byClient !== (id % 2 === 1)) {
      frame.violate(byClient ? problems.streamWrongParity : problems.streamIdle);
    } else if (!byClient) {
      frame.violate(problems.streamWrongParity);
    } else if (!streams.isIdle(id)) {
      if (!streams.forgot) frame.violate(problems.streamNotNew);
      return;
    }
    if (this.#state.openStream(id) === undefined) frame.violate(problems.tooManyStreams);
    const { maxConcurrentStreams } = this.#state.rulesFor(direction);
    if (byClient && streams.openedByClient > maxConcurrentStreams) {
      frame.violate(problems.tooManyConcurrent);
    }
  }

  #promise(frame: Frame, promised: number): void {
    const { streams } = this.#state;
    if (frame.direction === 'client-to-server') frame.violate(problems.clientPush);
    else if (this.#state.rulesFor(frame.direction).enablePush === 0) {
      frame.violate(problems.pushDisabled);
    }
    if (promised === 0 || promised % 2 === 1 || !streams.isIdle(promised)) {
      frame.violate(problems.invalidPromisedStream);
    } else if (this.#state.openStream(promised) === undefined) {
      frame.violate(problems.tooManyStreams);
    }
  }

  /** Takes the rest of the frame as a fragment; the header block is decoded with its last one. */
  #fragment(frame: Frame, padLength: number): string {
    const block = this.#block;
    if (block === undefined) return '';
    const isLast = frame.has(END_HEADERS);
    const byteLength = frame.withoutPadding(padLength);
    if (byteLength === undefined) {
      this.abandonBlock(frame);
      return '';
    }
    const start = frame.offset;
    const fragment = frame.bytes('http2.field-block', byteLength);
    frame.rest('http2.padding');
    block.add(fragment, start, isLast);
    if (!isLast) {
      this.note(frame);
      return 'to be continued';
    }
    this.#block = undefined;
    if (block.tooLong) {
      this.#state.decoders[frame.direction].lose();
      frame.violate(problems.blockTooLong);
      this.#finish(frame, block, undefined);
      return '';
    }
    return this.#decode(frame, block);
  }

  #decode(frame: Frame, block: HeaderBlock): string {
    const { fields, nodes } = this.#state.decoders[frame.direction].decode(block.join());
    const layer = placedLayer('hpack', nodes, block.pieces);
    frame.readings.push(layer);
    frame.members.fields = fields;
    return this.#finish(frame, block, {
      direction: frame.direction,
      section: 'request',
      fields,
      nodes: layer.nodes.filter(isFieldNode),
      endsStream: block.endsStream,
      end: frame.offset,
    });
  }

  /** The header block is complete: says what it is for, and what that means for the stream. */
  #finish(frame: Frame, block: HeaderBlock, seen: SectionSeen | undefined): string {
    const stream = this.#state.streams.find(block.stream);
    const fields = seen?.fields ?? [];
    const section = block.section ?? sectionOf(frame, stream, fields);
    frame.members.section = section;
    const undecoded =
      seen === undefined || fields.length < seen.nodes.length || fields.length === 0;
    const trueBinary = this.#state.rulesFor(frame.direction).trueBinaryMetadata === 1;
    const found = undecoded ? [] : fieldProblems(fields, section, trueBinary);
    for (const problem of found) frame.violate(problem);
    if (stream === undefined) {
      this.#unknownState(frame);
      return detailOf(section, fields);
    }
    if (stream.connect === 'tunnel') frame.violate(problems.connectedStream);
    this.#note(frame, stream, section, fields, block.endsStream);
    if (frame.direction === 'server-to-client' && section !== 'push') {
      if (stream.method !== undefined) frame.members.requestMethod = stream.method;
    }
    const reading = seen && stream.reader?.section({ ...seen, section });
    if (reading !== undefined) take(frame, reading);
    if (block.endsStream) endHalf(frame, stream);
    this.#state.settle(frame, stream);
    return detailOf(section, fields);
  }

  #note(
    frame: Frame,
    stream: Stream,
    section: Section,
    fields: readonly Field[],
    endsStream: boolean,
  ): void {
    const half = stream.halves[frame.direction];
    if (section === 'trailers' && !endsStream) frame.violate(problems.trailersWithoutEnd);
    if (section === 'informational' && endsStream) frame.violate(problems.informationalEnds);
    if (section === 'request' || section === 'push') stream.method = fieldValue(fields, ':method');
    if (section !== 'request' && section !== 'response') return;
    half.begun = true;
    if (section === 'request' && stream.method === 'CONNECT') {
      stream.connect = fieldValue(fields, ':protocol') === undefined ? 'asked' : undefined;
    }
    if (section === 'response' && stream.connect === 'asked') {
      const isOpen = /^2\d\d$/.test(fieldValue(fields, ':status') ?? '');
      stream.connect = isOpen ? 'tunnel' : undefined;
    }
    const length = fieldValue(fields, 'content-length');
    const status = fieldValue(fields, ':status');
    const hasNoContent = section === 'response' && (stream.method === 'HEAD' || status === '304');
    if (length !== undefined && /^\d{1,15}$/.test(length) && !hasNoContent) {
      half.expected = Number(length);
    }
  }
}

function sectionOf(frame: Frame, stream: Stream | undefined, fields: readonly Field[]): Section {
  const begun = stream?.halves[frame.direction].begun ?? false;
  if (begun) return 'trailers';
  if (frame.direction === 'client-to-server') return 'request';
  return /^1\d\d$/.test(fieldValue(fields, ':status') ?? '') ? 'informational' : 'response';
}

function detailOf(section: Section, fields: readonly Field[]): string {
  const status = fieldValue(fields, ':status');
  if (status !== undefined) return status;
  const method = fieldValue(fields, ':method');
  const target = fieldValue(fields, ':path') ?? fieldValue(fields, ':authority') ?? '';
  return method === undefined ? section : `${method} ${target}`;
}

/** The sender is done with the stream. */
function endHalf(frame: Frame, stream: Stream): void {
  const half = stream.halves[frame.direction];
  half.ended = true;
  if (half.expected !== undefined && half.expected !== half.received) {
    frame.violate(problems.contentLengthDiffers);
  }
}

/** What the data carries, counted. */
function carriedIn(reading: StreamReading | undefined): readonly string[] {
  const messages = reading?.grpc?.messages?.length ?? 0;
  const frames = reading?.websocket?.length ?? 0;
  return [
    ...(messages > 0 ? [count(messages, 'gRPC message')] : []),
    ...(frames > 0 ? [count(frames, 'WebSocket frame')] : []),
    ...(reading?.tunnel === undefined ? [] : ['tunnel data', ...countIfAny(reading.tunnel)]),
  ];
}

function countIfAny(messages: readonly unknown[]): readonly string[] {
  return messages.length === 0 ? [] : [count(messages.length, 'message')];
}

function take(frame: Frame, { grpc, websocket, tunnel, layers, flawless }: StreamReading): void {
  if (tunnel !== undefined) frame.members.tunnel = tunnel;
  if (websocket !== undefined) frame.members.websocket = websocket;
  if (grpc !== undefined) frame.members.grpc = grpc;
  frame.readings.push(...layers);
  if (flawless === true) frame.flawlessReadings += layers.length;
}

function showText(frame: Frame, bytes: Buffer): void {
  if (bytes.length === 0 || bytes.length > TEXT_BYTES || bytes.includes(0)) return;
  const { text, valid } = decodeUtf8(bytes);
  if (valid) frame.members.text = text;
}

function isFieldNode({ kind }: Node): boolean {
  return kind !== 'hpack.table-size-update';
}

function fieldValue(fields: readonly Field[], name: string): string | undefined {
  return fields.find((field) => field.name === name)?.value;
}

function count(amount: number, noun: string): string {
  return amount === 1 ? `1 ${noun}` : `${amount} ${noun}s`;
}
