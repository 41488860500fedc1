import type { GrpcPart } from '../grpc/types.ts';
import type { Content, Field, Layer, Problem } from '../types.ts';
import type { BodyReader } from './body.ts';
import type { CodedEventSink } from './coded-event-sink.ts';
import type { ContentReading, ContentSink } from './content-sink.ts';
import type { EventSink } from './event-sink.ts';
import type { Exchange } from './exchanges.ts';
import type { Head } from './head.ts';
import type { LineSink } from './line-sink.ts';
import { problemsOf } from './parts.ts';

/** A head, and the exchange it belongs to. */
export interface PlacedHead<Line> extends Head<Line> {
  readonly exchange: Exchange;
}

/** A message whose head is read and whose body is on its way. */
export interface Draft<Line> {
  readonly head: PlacedHead<Line>;
  /** Offset behind the head. */
  readonly headEnd: number;
  readonly body: BodyReader | undefined;
  readonly sink: ContentSink | EventSink | CodedEventSink | LineSink | undefined;
}

/** A message that was read to its end, or to where it breaks off. */
export interface Whole<Line> {
  readonly head: PlacedHead<Line>;
  readonly end: number;
  readonly trailers: readonly Field[];
  readonly sink: ContentSink | undefined;
}

/** What happens after a message. */
export type Sequel =
  | 'next-message'
  /** It is not known yet to which protocol the next bytes belong. */
  | 'hold'
  /** They belong to another one. */
  | 'switch'
  /** They belong to none that is read. */
  | 'give-up';

export const NO_CONTENT = { byteLength: 0 };

/** What a message carries beside its head. */
export interface Reading {
  readonly content: Content;
  readonly layers: readonly Layer[];
  readonly problems: readonly Problem[];
  readonly isGraphql: boolean;
  readonly grpc?: GrpcPart;
}

/** Reads the content of a message and gathers its layers, the framing first. */
export function readWhole<Line>(
  { head, sink }: Whole<Line>,
  readContent: ContentReading,
  role: 'request' | 'response',
  answersGraphql: boolean,
): Reading {
  const { parts, controls, fields } = head;
  const { target } = head.exchange;
  const framing: Layer = { protocol: 'http1', space: 'wire', nodes: parts.nodes };
  const readable = controls.transferEncoding.every((coding) => coding === 'chunked');
  const body = sink?.content(readContent, fields, role, answersGraphql, readable, target);
  const content = body?.content ?? NO_CONTENT;
  const isGraphql = body?.isGraphql ?? false;
  if (body === undefined || body.layers.length === 0) {
    // Most messages end here: if nothing is wrong, nothing is searched.
    const problems = parts.flawed ? problemsOf([framing]) : [];
    return { content, layers: [framing], problems, isGraphql };
  }
  const layers = [framing, ...body.layers];
  const problems = parts.flawed || body.flawed ? problemsOf(layers) : [];
  return body.grpc === undefined
    ? { content, layers, problems, isGraphql }
    : { content, layers, problems, isGraphql, grpc: body.grpc };
}

/** What a head says while its body is still to come. */
export function readHeadAlone<Line>({ parts }: PlacedHead<Line>): Reading {
  const layers: readonly Layer[] = [{ protocol: 'http1', space: 'wire', nodes: [...parts.nodes] }];
  const problems = parts.flawed ? problemsOf(layers) : [];
  return { content: NO_CONTENT, layers, problems, isGraphql: false };
}

/** The same reading with one more layer, if there is one. */
export function withLayer(reading: Reading, layer: Layer | undefined): Reading {
  if (layer === undefined) return reading;
  return {
    ...reading,
    layers: [...reading.layers, layer],
    problems: [...reading.problems, ...problemsOf([layer])],
  };
}
