import type { CrossedWire, Http2Frame, Seen } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import type { Visit } from './visitor.ts';

/** The frames of a step. */
const framesOf = ({ messages }: CrossedWire): readonly Seen<Http2Frame>[] =>
  messages.filter((message) => message.kind === 'http2-frame');

const fieldOf = ({ fields = [] }: Http2Frame, name: string) =>
  fields.find((field) => field.name === name)?.value;

/** How many bytes of a file crossed the wire, asked for or pushed: `0 bytes of /style.css`. */
export function bytesOf(step: CrossedWire, path: string): string {
  const frames = framesOf(step);
  const streams = frames
    .filter((frame) => fieldOf(frame, ':path') === path)
    .map((frame) => frame.promisedStream ?? frame.stream);
  const bytes = frames
    .filter((frame) => streams.includes(frame.stream))
    .reduce((sum, { dataLength = 0 }) => sum + dataLength, 0);
  return `${bytes} bytes of ${path}`;
}

/** The heads with which a page was answered, in order: `103, then 200`. */
export const headsOf = (step: CrossedWire, stream = 1): readonly Seen<Http2Frame>[] =>
  framesOf(step).filter(
    (frame) => frame.stream === stream && fieldOf(frame, ':status') !== undefined,
  );

/** What a visitor makes of an answer: `404, needs nothing`. */
export const taken = ({ status, needs = 'nothing' }: Visit): string => `${status}, needs ${needs}`;

/** How a client ended a connection on which somebody pushed. */
export function refusal(step: CrossedWire): {
  readonly said: string;
  readonly shown: CrossedWire['messages'];
} {
  const frames = framesOf(step);
  const promises = frames.filter(({ frame }) => frame === 'PUSH_PROMISE');
  const goaway = frames.find(
    ({ frame, direction }) => frame === 'GOAWAY' && direction === 'client-to-server',
  );
  return {
    said: listed(
      goaway === undefined ? 'no GOAWAY' : `GOAWAY ${goaway.errorCode}`,
      `${promises.length} pushed`,
    ),
    shown: [...promises, ...(goaway ? [goaway] : [])],
  };
}
