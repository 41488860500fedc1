import type { SseBlock, SseReader } from '../sse/types.ts';
import type { Layer, Message, Range, SseEvent } from '../types.ts';
import type { BodySink } from './body.ts';
import { BodyMap } from './body-map.ts';
import { BodyNodes } from './body-nodes.ts';
import { type Parts, problemsOf } from './parts.ts';

/** The body of a response that streams events: each one leaves as soon as its last byte is there. */
export class EventSink implements BodySink {
  readonly nodes: BodyNodes;
  readonly #reader: SseReader;
  readonly #exchange: number;
  readonly #map = new BodyMap();
  /** Where the message that is being gathered starts. */
  #start: number;

  constructor(
    kind: 'http1.body' | 'http1.chunk',
    reader: SseReader,
    exchange: number,
    start: number,
  ) {
    this.nodes = new BodyNodes(kind);
    this.#reader = reader;
    this.#exchange = exchange;
    this.#start = start;
  }

  /** True if nothing of the next message came but what ends the framing of the last one. */
  get isBetween(): boolean {
    return this.#reader.isBetween && this.nodes.isBetween;
  }

  /** Where the next message of the body starts. */
  get start(): number {
    return this.#start;
  }

  data(bytes: Uint8Array, start: number, out: Message[]): void {
    this.#map.add(start, bytes.length);
    for (const block of this.#reader.push(bytes)) {
      const end = this.#map.endOnWire(block.end);
      out.push(this.#event(block, this.nodes.cut(end), end));
    }
  }

  settle(): void {}

  /** The body is over: returns the nodes that belong to its end, after the event it broke off in. */
  end(out: Message[]): Parts {
    const parts = this.nodes.tail();
    for (const block of this.#reader.end()) {
      const lastByte = this.#map.endOnWire(block.end) - 1;
      const inside = parts.nodes.findLastIndex((node) => node.start <= lastByte);
      const end = parts.nodes[inside]?.end ?? this.#start;
      const own = parts.take(inside + 1);
      out.push(this.#event(block, own, end));
    }
    return parts;
  }

  #event(block: SseBlock, parts: Parts, end: number): SseEvent {
    const nodes = this.#map.toWire(block.nodes, block.end);
    const events: Layer = { protocol: 'sse', space: 'wire', nodes };
    const place = { start: this.#start, end };
    const message = eventOf(block, place, parts, [events], this.#exchange);
    this.#start = end;
    this.#map.forget(block.end);
    return message;
  }
}

/** The message of a block: the framing of the body between, then what `readings` say. */
export function eventOf(
  block: SseBlock,
  { start, end }: Range,
  parts: Parts,
  readings: readonly Layer[],
  exchange: number,
): SseEvent {
  const layers: Layer[] = [{ protocol: 'http1', space: 'wire', nodes: parts.nodes }, ...readings];
  return {
    kind: 'sse-event',
    direction: 'server-to-client',
    start,
    end,
    summary: summaryOf(block),
    layers,
    problems: problemsOf(layers),
    exchange,
    outcome: block.outcome,
    event: block.event,
    data: block.data,
    ...(block.id !== undefined && { id: block.id }),
    lastEventId: block.lastEventId,
    ...(block.retryMs !== undefined && { retryMs: block.retryMs }),
    comments: block.comments,
  };
}

const SUMMARY_LENGTH = 120;

function summaryOf(block: SseBlock): string {
  const parts: string[] = [];
  if (block.id !== undefined) parts.push(`id: ${block.id}`);
  if (block.outcome === 'event' || block.outcome === 'unfinished') {
    if (block.event !== 'message') parts.push(`event: ${block.event}`);
    parts.push(firstLine(block.data));
  }
  if (block.retryMs !== undefined) parts.push(`retry: ${block.retryMs}`);
  const [comment] = block.comments;
  if (parts.length === 0 && comment !== undefined) parts.push(`: ${firstLine(comment)}`);
  if (block.outcome === 'unfinished') parts.push('(unfinished)');
  return parts.length === 0 ? 'empty block' : parts.join(' · ');
}

function firstLine(text: string): string {
  const lf = text.indexOf('\n');
  const line = lf < 0 ? text : text.slice(0, lf);
  return lf < 0 && line.length <= SUMMARY_LENGTH ? line : `${line.slice(0, SUMMARY_LENGTH)}…`;
}
