import type { Role } from '../../text/spans.ts';

/** How something goes from one party to another. */
export type Arrow = '→' | '←' | '⇄' | '╳' | '~' | '⇒' | '·';

/** Between whom something happens, and how: `client → prices`. */
export interface Lane<Between extends string = string> {
  readonly left: string;
  /** An arrow, or the word for it. */
  readonly arrow: Between;
  readonly right: string;
  readonly role: Role;
}
