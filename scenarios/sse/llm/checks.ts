import type { CrossedWire, Wire } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import type { Answer } from './answer-reader.ts';
import { END } from './answer-stream.ts';
import { TOKENS, type Work } from './played-model.ts';

/** How long after the question the first piece came, in milliseconds. */
export function firstPieceMs({ requests, events }: CrossedWire): number {
  const [asked, first] = [requests[0]?.at, events[0]?.at];
  return asked === undefined || first === undefined ? Number.NaN : first - asked;
}

/** Whether what was read is the answer: `16 pieces · the answer`. */
export function joined({ text, pieces }: Answer): string {
  const what = text === TOKENS.join('') ? 'the answer' : 'another text';
  return listed(counted(pieces, 'piece'), what);
}

/** What the last two events are. */
export function lastTwo({ events }: CrossedWire): string {
  return events
    .slice(-2)
    .map(({ data }) => {
      if (data === END) return 'the end';
      return data?.includes('"usage"') ? 'its cost' : 'a piece';
    })
    .join(' · ');
}

/** How long the model went on after its reader had left: `0 ms for nobody`. */
export function workedOn(wire: Wire, { requests }: CrossedWire, work: Work | undefined): string {
  const own = wire.connections('api').find((each) => each.connection === requests[0]?.connection);
  // Who reads to the end leaves nothing to do.
  const leftAt = own?.endedAt ?? Number.POSITIVE_INFINITY;
  return `${Math.max(0, (work?.endedAt ?? Number.NaN) - leftAt)} ms for nobody`;
}
