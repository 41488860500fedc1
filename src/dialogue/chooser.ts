import type { Look } from './look.ts';

/** One of several things. */
export interface Choice<Value> {
  readonly label: string;
  /** What stands beside it, such as the command that it stands for. */
  readonly beside?: string;
  /** A key that chooses it, always the same one: only in a list that is not searched by typing. */
  readonly key?: string;
  readonly value: Value;
}

/** What one of is to be chosen. */
export interface List<Value> {
  readonly title: string;
  readonly choices: readonly Choice<Value>[];
  /** What fits to words that are typed. A list that has it can be searched by typing. */
  readonly find?: (typed: string) => readonly Choice<Value>[];
  /** False if there is nothing to go back to: then who goes back leaves. */
  readonly hasBack: boolean;
}

/** What was chosen, or that somebody wants to go back, or to leave. */
export type Chosen<Value> =
  | { readonly what: 'choice'; readonly value: Value }
  | { readonly what: 'back' }
  | { readonly what: 'leave' };

/** Lets the person before the program choose from lists. */
export interface Chooser extends Look {
  /** Prints whole lines, safe for a terminal. */
  say(text: string): void;
  /** @throws Left when the person is gone: Ctrl-C, a closed terminal. */
  choose<Value>(list: List<Value>): Promise<Chosen<Value>>;
  /** Gives the terminal back as it was. */
  close(): void;
}
