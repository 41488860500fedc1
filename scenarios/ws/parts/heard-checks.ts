import type { Seen, Wire, WsFrame } from 'apilab';

/** A message of the application as it reached a client whole. */
export interface Heard {
  readonly by: string;
  /** Lab time in milliseconds. */
  readonly at: number;
  /** Its members by their names. */
  readonly message: Readonly<Record<string, unknown>>;
}

/** What clients heard in some frames, in order. */
export const heardIn = (frames: readonly Seen<WsFrame>[]): readonly Heard[] =>
  frames
    .filter(({ direction, delivery }) => direction === 'server-to-client' && delivery === 'whole')
    .flatMap(({ client, at, message }) =>
      message?.text === undefined ? [] : [{ by: client, at, message: JSON.parse(message.text) }],
    );

/** What clients heard in the whole run. */
export const heard = (wire: Wire): readonly Heard[] => heardIn(wire.frames());
