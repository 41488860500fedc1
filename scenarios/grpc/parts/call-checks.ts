import type { Direction, GrpcMessage, Http2Frame, Seen, Wire } from 'apilab';

export type Frame = Seen<Http2Frame>;

/** The frames of the calls of a method, in order. */
export function framesOf(wire: Wire, path: string): readonly Frame[] {
  const frames = wire.http2Frames();
  const calls = new Set(frames.filter((frame) => isRequest(frame, path)).map(callOf));
  return frames.filter((frame) => frame.stream > 0 && calls.has(callOf(frame)));
}

const callOf = ({ connection, stream }: Frame) => `${connection} ${stream}`;

/** Whether a frame begins a call of a method. */
export const isRequest = ({ section, grpc }: Http2Frame, path: string): boolean =>
  section === 'request' && grpc?.path === path;

/** The messages of some frames that reached the other side, in one direction. */
export function messagesIn(frames: readonly Frame[], direction: Direction): readonly GrpcMessage[] {
  return frames
    .filter((frame) => frame.direction === direction && frame.delivery === 'whole')
    .flatMap(({ grpc }) => grpc?.messages ?? []);
}

/** Each sort of a section that was seen, once: the values of some of its fields, in order. */
export function sortsOf(
  wire: Wire,
  section: Http2Frame['section'],
  names: readonly string[],
): string {
  const sorts = wire
    .http2Frames()
    .filter((frame) => frame.section === section)
    .map(({ fields = [] }) =>
      names
        .map((name) => `${name}: ${fields.find((field) => field.name === name)?.value ?? 'none'}`)
        .join(', '),
    );
  return [...new Set(sorts)].sort().join(' · ');
}
