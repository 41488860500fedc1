import type { Row } from '../../../text/spans.ts';
import type { Message } from '../../../wire/types.ts';
import type { Sight } from '../sight.ts';

export type Nouns = readonly [singular: string, plural: string];

/**
 * What a kind of message says of itself: how it is counted, shown, compared, told and kept. Shared
 * code asks the kind and never branches on it; a new kind is a file here and a line of the registry.
 */
export interface ToldKind<M extends Message> {
  /** How messages like this one are counted. */
  nouns(message: M): Nouns;
  /** Its rows, without its problems and whether it arrived. */
  rows(message: M, sight: Sight): readonly Row[];
  /** Its lines as they stand on the wire, bodies decoded. Raw, not yet safe for a terminal. */
  lines(message: M): readonly string[];
  /** Equal for two that read alike on the same lane, in the same direction and with the same problem. */
  sort(message: M): string;
  /** Which exchange of its connection it belongs to, such as `exchange 3`; undefined if it stands alone. */
  talk(message: M): string | undefined;
  /** Whether it asks or answers: the two may stand on one row. */
  readonly role?: 'asks' | 'answers';
  /** True if it says nothing to a reader in a hurry; asked of messages without problems. */
  isSilent(message: M): boolean;
  /** What it says, if it says no more each time than the first time in a run: a heartbeat, a time to reconnect. */
  routine(message: M): string | undefined;
  /** What a herd does is the same, whoever does it: true if it counts for all lanes together. */
  isHerd(message: M): boolean;
  /** The members that a golden transcript keeps of it; `short` cuts long texts. */
  kept(message: M, short: Shortened): object;
}

/** Cuts what is too long for a person to compare. */
export interface Shortened {
  text(text: string): string;
}

export type MessageOf<Kind extends Message['kind']> = Extract<Message, { readonly kind: Kind }>;
