import type { GrpcPart } from '../grpc/types.ts';

import type { CarriedWsFrame, Direction, Field, Layer, Node } from '../types.ts';
import type { Section, TunnelledMessage } from './types.ts';

/** A header section that was read to its end. */
export interface SectionSeen {
  readonly direction: Direction;
  readonly section: Section;
  readonly fields: readonly Field[];
  /** The node of each field, in offsets of the stream. */
  readonly nodes: readonly Node[];
  readonly endsStream: boolean;
  /** Offset behind the frame. */
  readonly end: number;
}

/** The data of one DATA frame. */
export interface DataSeen {
  readonly direction: Direction;
  /** Valid during the call only. */
  readonly bytes: Buffer;
  /** Offset of the first byte. */
  readonly start: number;
  readonly endsStream: boolean;
}

/** What a reader makes of a frame. */
export interface StreamReading {
  /** Present if the stream is a gRPC call. */
  readonly grpc?: GrpcPart;
  /** Present if the stream is a WebSocket: the frames that this one completes. */
  readonly websocket?: readonly CarriedWsFrame[];
  /** Present if the stream is a tunnel: the messages that the frame completes. */
  readonly tunnel?: readonly TunnelledMessage[];
  readonly layers: readonly Layer[];
  /** True where no node of the layers has a problem, so that nobody needs to look for one. */
  readonly flawless?: boolean;
}

/** Reads what a stream carries. One instance a stream; both directions. */
export interface StreamReader {
  /** Nothing comes back if the stream is of no protocol that it reads. */
  section(seen: SectionSeen): StreamReading | undefined;
  data(seen: DataSeen): StreamReading | undefined;
  /** Says that data was passed over, in bytes. */
  skip(direction: Direction, byteLength: number): void;
  /** Lets go of whatever is kept: the stream is closed. */
  close(): void;
}
