import type { Direction, GrpcMessage, Http2Frame, Seen, Wire } from 'apilab';

type Frame = Seen<Http2Frame>;

/** The frames of the calls of a method, in order; of one server where it is named. */
export function framesOf(wire: Wire, path: string, server?: string): readonly Frame[] {
  const frames = wire.http2Frames(server);
  const calls = new Set(frames.filter((frame) => isRequest(frame, path)).map(callOf));
  return frames.filter((frame) => frame.stream > 0 && calls.has(callOf(frame)));
}

const callOf = ({ connection, stream }: Frame) => `${connection} ${stream}`;
const isRequest = ({ section, grpc }: Frame, path: string) =>
  section === 'request' && grpc?.path === path;

/** The messages of some frames that reached the other side, in one direction. */
export function messagesIn(frames: readonly Frame[], direction: Direction): readonly GrpcMessage[] {
  return frames
    .filter((frame) => frame.direction === direction && frame.delivery === 'whole')
    .flatMap(({ grpc }) => grpc?.messages ?? []);
}

/** What every call must look like in HTTP/2, whatever became of it; each sort that was seen, once. */
export function shapesOfCalls(wire: Wire): readonly string[] {
  const shapes = wire.http2Frames().flatMap(({ section, fields = [] }) => {
    const value = (name: string) => fields.find((field) => field.name === name)?.value;
    if (section === 'request') {
      return [`${value(':method')} te: ${value('te')} ${value('content-type')}`];
    }
    return section === 'response' ? [`${value(':status')} ${value('content-type')}`] : [];
  });
  return [...new Set(shapes)].sort();
}

/** Who spoke, letter by letter: `c` a message of the client, `s` one of the server, `C` and `S` the end of a side. */
export function turns(frames: readonly Frame[]): string {
  return frames
    .map(({ direction, grpc, flags }) => {
      const side = direction === 'client-to-server' ? 'c' : 's';
      const said = side.repeat(grpc?.messages?.length ?? 0);
      return flags.includes('END_STREAM') ? said + side.toUpperCase() : said;
    })
    .join('');
}

/** How long each service may take for a call that goes through several, in ms, such as `stock 350`. */
export function timeLimits(wire: Wire, path: string): readonly string[] {
  return wire
    .http2Frames()
    .filter((frame) => isRequest(frame, path))
    .map(({ server, grpc }) => `${server} ${grpc?.timeoutMs ?? 'for ever'}`);
}
