import type { Wire } from 'apilab';
import { counted } from 'apilab/parts/checks/words';
import { type Frame, framesOf, messagesIn } from '../parts/call-checks.ts';

/** What a reader made of some prices, and in how many bytes they came. */
export function pricesInBytes(wire: Wire, path: string, read: readonly unknown[]): string {
  const sent = messagesIn(framesOf(wire, path), 'server-to-client').slice(-read.length);
  return sent
    .map(({ byteLength }, n) => `${JSON.stringify(read[n])} in ${counted(byteLength, 'byte')}`)
    .join(' · ');
}

/** The prices that somebody who watches was sent, in order, such as `8925 8950`. */
export const watchedCents = (wire: Wire, path: string): string =>
  `${messagesIn(framesOf(wire, path), 'server-to-client')
    .map(({ value }) => centsIn(value))
    .join(', ')} cents`;

const centsIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'cents' in value ? value.cents : undefined;

/** How many of so many messages a client sent, such as `2 of 4 items sent`. */
export const sentOf = (frames: readonly Frame[], all: number): string =>
  `${messagesIn(frames, 'client-to-server').length} of ${counted(all, 'item')} sent`;

/** Who spoke in turn, such as `client, server, client, server`. */
export const turns = (frames: readonly Frame[]): string =>
  frames
    .flatMap(({ direction, grpc }) =>
      (grpc?.messages ?? []).map(() => (direction === 'client-to-server' ? 'client' : 'server')),
    )
    .join(', ');

/** Who ended its side of some calls, in order. */
export const ends = (frames: readonly Frame[]): string =>
  frames
    .filter(({ flags }) => flags.includes('END_STREAM'))
    .map(({ direction }) => (direction === 'client-to-server' ? 'client' : 'server'))
    .join(', ');
