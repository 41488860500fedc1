import type { CrossedWire, Wire } from 'apilab';
import { counted } from 'apilab/parts/checks/words';
import { type Frame, isRequest } from '../parts/call-checks.ts';

const PATH = '/shop.Quotes/Get';

/** How long each service may take for a call, such as `gateway 1000 ms · pricing 700 ms`. */
export const timeLimits = (frames: readonly Frame[]): string =>
  frames
    .filter((frame) => isRequest(frame, PATH))
    .map(({ server, grpc }) =>
      grpc?.timeoutMs === undefined ? `${server} for ever` : `${server} ${grpc.timeoutMs} ms`,
    )
    .join(' · ');

/** How many calls went out without a limit. */
export function unlimited(wire: Wire): string {
  const calls = wire.http2Frames().filter((frame) => isRequest(frame, PATH));
  const without = calls.filter(({ grpc }) => grpc?.timeoutMs === undefined);
  return `${without.length} of ${counted(calls.length, 'call')} without a deadline`;
}

/** Which services were told that their caller is gone, such as `gateway, pricing, stock`. */
export const cancelled = (frames: readonly Frame[]): string =>
  frames
    .filter(({ frame, direction, errorCode }) => {
      return frame === 'RST_STREAM' && direction === 'client-to-server' && errorCode === 'CANCEL';
    })
    .map(({ server }) => server)
    .join(', ') || 'nobody';

/** The frames of HTTP/2 in a step. */
export const framesIn = ({ messages }: CrossedWire): readonly Frame[] =>
  messages.filter((message) => message.kind === 'http2-frame');

/** Which services finished their part after a moment. */
export const finishedLate = (
  services: readonly { readonly name: string; readonly finishedAt: number | undefined }[],
  after: number,
): string =>
  services
    .filter(({ finishedAt = 0 }) => finishedAt > after)
    .map(({ name }) => name)
    .join(', ') || 'nobody';
