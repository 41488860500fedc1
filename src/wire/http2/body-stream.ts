import { mediaTypeOf, readingOf } from '../content/media-type.ts';
import { type StreamUnfolder, streamUnfolder } from '../content/stream-unfolder.ts';
import { BodyMap } from '../http1/body-map.ts';
import type { ContentReading } from '../http1/content-sink.ts';
import { KeptBytes } from '../kept-bytes.ts';
import { lazyLayer } from '../lazy-layer.ts';
import { limits } from '../limits.ts';
import { shifted } from '../shift.ts';
import type { SseBlock, SseReader } from '../sse/types.ts';
import type { Direction, Field, Layer } from '../types.ts';
import type { DataSeen, SectionSeen, StreamReader, StreamReading } from './stream-reader.ts';

/**
 * Makes the readers of the streams of one connection: a stream is what one of those that `openReaders`
 * makes reads in it, gRPC or WebSocket; of any other the bodies are read that are JSON or event streams. Events are a layer of the frame
 * that completes them, JSON of the frame that ends the body; what began in earlier frames has `pieces` there.
 */
export function bodyStreams(
  openReaders: () => readonly StreamReader[],
  readContent: ContentReading,
  sseReader: () => SseReader,
): () => StreamReader {
  const room = { left: limits.http2Bodies };
  return () => new Exchange(openReaders(), readContent, sseReader, room);
}

/** A body while it comes: events are read at once, JSON is kept until it is whole. */
interface Body {
  readonly fields: readonly Field[];
  readonly events: SseReader | undefined;
  /** Takes the coding off events. */
  readonly unfolder: StreamUnfolder | undefined;
  readonly map: BodyMap;
  /** Nothing once there was no room for all of it. */
  kept: KeptBytes | undefined;
}

/** So much of a coded stream is unfolded at a time, in bytes. */
const UNFOLDED_AT_ONCE = 4_096;

class Exchange implements StreamReader {
  readonly #readers: readonly StreamReader[];
  readonly #readContent: ContentReading;
  readonly #sseReader: () => SseReader;
  /** How much the unfinished bodies of the connection may still take, in bytes. */
  readonly #room: { left: number };
  readonly #bodies = new Map<Direction, Body>();
  #isGraphql = false;

  constructor(
    readers: readonly StreamReader[],
    readContent: ContentReading,
    sseReader: () => SseReader,
    room: { left: number },
  ) {
    this.#readers = readers;
    this.#readContent = readContent;
    this.#sseReader = sseReader;
    this.#room = room;
  }

  section(seen: SectionSeen): StreamReading | undefined {
    const reading = this.#firstOf((reader) => reader.section(seen));
    const { section, fields, direction } = seen;
    if (reading === undefined && (section === 'request' || section === 'response')) {
      const type = mediaTypeOf(fields);
      const isEvents = section === 'response' && type?.essence === 'text/event-stream';
      const coded = isEvents ? unfolderFor(fields) : undefined;
      const unfolder = coded === 'unknown' ? undefined : coded;
      // What cannot be unfolded while it comes is a body like any other, and told at its end.
      const events = isEvents && coded !== 'unknown' ? this.#sseReader() : undefined;
      const kept = events === undefined ? new KeptBytes(limits.content) : undefined;
      if (isEvents || readingOf(type) === 'json') {
        this.#bodies.set(direction, { fields, events, unfolder, map: new BodyMap(), kept });
      }
    }
    return reading ?? (seen.endsStream ? unlessEmpty(this.#finish(direction)) : undefined);
  }

  data(seen: DataSeen): StreamReading | undefined {
    const { direction, bytes, start, endsStream } = seen;
    const reading = this.#firstOf((reader) => reader.data(seen));
    const body = this.#bodies.get(direction);
    if (reading !== undefined || body === undefined) return reading;
    if (bytes.length > 0) body.map.add(start, bytes.length);
    const layers = body.events === undefined ? [] : eventsIn(body, body.events, bytes);
    if (body.kept !== undefined) this.#keep(body, body.kept, bytes);
    const rest = endsStream ? this.#finish(direction) : NOTHING;
    return unlessEmpty(layers.length === 0 ? rest : { layers: [...layers, ...rest.layers] });
  }

  skip(direction: Direction, byteLength: number): void {
    for (const reader of this.#readers) reader.skip(direction, byteLength);
    this.#drop(direction);
  }

  close(): void {
    for (const reader of this.#readers) reader.close();
    this.#drop('client-to-server');
    this.#drop('server-to-client');
  }

  /** What the first of the readers says that reads it at all. */
  #firstOf(read: (reader: StreamReader) => StreamReading | undefined): StreamReading | undefined {
    for (const reader of this.#readers) {
      const reading = read(reader);
      if (reading !== undefined) return reading;
    }
    return undefined;
  }

  /** Keeps the next bytes of a body, or gives it up if there is no room for them. */
  #keep(body: Body, kept: KeptBytes, bytes: Buffer): void {
    this.#room.left -= bytes.length;
    kept.append(bytes);
    if (this.#room.left >= 0 && !kept.cut) return;
    this.#room.left += kept.length;
    body.kept = undefined;
  }

  /** The body is over: what is left to be said of it. */
  #finish(direction: Direction): StreamReading {
    const body = this.#bodies.get(direction);
    this.#drop(direction);
    if (body?.events !== undefined) {
      if (body.unfolder === undefined) return { layers: eventLayer(body.map, body.events.end()) };
      return { layers: unfoldedEvents(body.events.end()) };
    }
    if (body?.kept === undefined || body.kept.length === 0) return NOTHING;
    const { fields, map, kept } = body;
    const answersGraphql = direction === 'server-to-client' && this.#isGraphql;
    const role = direction === 'client-to-server' ? 'request' : 'response';
    const raw = {
      fields,
      bytes: kept.view(),
      byteLength: kept.length,
      answersGraphql,
      role,
    } as const;
    const { content, layers, flawed, isGraphql } = this.#readContent(raw);
    this.#isGraphql ||= isGraphql;
    // What was unfolded lies nowhere in the stream.
    if (content.codings !== undefined) return { layers, flawless: !flawed };
    const placed = layers.map((layer) =>
      lazyLayer(layer.protocol, 'wire', () => map.toWire(layer.nodes, kept.length)),
    );
    return { layers: placed, flawless: !flawed };
  }

  #drop(direction: Direction): void {
    const body = this.#bodies.get(direction);
    this.#room.left += body?.kept?.length ?? 0;
    body?.unfolder?.close();
    this.#bodies.delete(direction);
  }
}

function eventLayer(map: BodyMap, blocks: readonly SseBlock[]): readonly Layer[] {
  const nodes = blocks.flatMap((block) => {
    const placed = map.toWire(block.nodes, block.end);
    map.forget(block.end);
    return placed;
  });
  return nodes.length === 0 ? [] : [{ protocol: 'sse', space: 'wire', nodes }];
}

const NOTHING: StreamReading = { layers: [] };

function unlessEmpty(reading: StreamReading): StreamReading | undefined {
  return reading.layers.length === 0 ? undefined : reading;
}

/** What takes the coding off; `unknown` for one that cannot be taken off bit by bit. */
function unfolderFor(fields: readonly Field[]): StreamUnfolder | 'unknown' | undefined {
  const codings = fields.filter(({ name }) => name === 'content-encoding');
  const [coding] = codings;
  if (coding === undefined) return undefined;
  const unfolder = codings.length > 1 ? undefined : streamUnfolder(coding.value.toLowerCase());
  return unfolder ?? 'unknown';
}

/** The events that data completes. What was unfolded lies nowhere in the stream. */
function eventsIn(body: Body, events: SseReader, bytes: Buffer): readonly Layer[] {
  if (body.unfolder === undefined) return eventLayer(body.map, events.push(bytes));
  const layers: Layer[] = [];
  for (let at = 0; at < bytes.length; at += UNFOLDED_AT_ONCE) {
    const plain = body.unfolder.push(bytes.subarray(at, at + UNFOLDED_AT_ONCE));
    if (plain !== undefined) layers.push(...unfoldedEvents(events.push(plain)));
  }
  return layers;
}

function unfoldedEvents(blocks: readonly SseBlock[]): readonly Layer[] {
  return blocks.map(({ nodes, start }) => ({
    protocol: 'sse',
    space: 'content',
    nodes: nodes.map((node) => shifted(node, -start)),
  }));
}
