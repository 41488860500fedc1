import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { dissectConnection } from '../../../src/wire/connection.ts';
import type { Direction } from '../../../src/wire/types.ts';
import { seen } from '../sse-replay.events.ts';

/** Messages as a tap would report them for these bytes, with their parts and the bytes themselves. */
export function carried(
  exchanges: readonly { readonly direction: Direction; readonly text: string }[],
  options: Parameters<typeof dissectConnection>[0] = {},
): readonly TranscriptEvent[] {
  const dissector = dissectConnection(options);
  const sent = { 'client-to-server': '', 'server-to-client': '' };
  return exchanges.flatMap(({ direction, text }) => {
    sent[direction] += text;
    return dissector.push(direction, Buffer.from(text, 'latin1')).map((message) => {
      const bytes = sent[direction].slice(message.start, message.end);
      return seen(1, message, { bytes: Buffer.from(bytes, 'latin1').toString('base64') });
    });
  });
}

/** A request and its answer. */
export function exchange(request: string, response: string): readonly TranscriptEvent[] {
  return carried([
    { direction: 'client-to-server', text: request },
    { direction: 'server-to-client', text: response },
  ]);
}
