import type { MessageEvent } from '../../lab/record/transcript.ts';

/** Tells what a server says to several clients at once: the first one is the news. */
export interface Copies {
  /** True for a text that was sent whole to another client at the same lab time. */
  isCopy(event: MessageEvent): boolean;
}

/** Remembers the texts of one moment of lab time; those of former moments are forgotten. */
export function copies(): Copies {
  let moment: number | undefined;
  let firstTo = new Map<string, string>();
  return {
    isCopy({ at, client, server, delivery, message }) {
      if (message.kind !== 'ws-frame' || message.direction !== 'server-to-client') return false;
      const text = message.message?.text;
      if (text === undefined || delivery !== 'whole' || message.problems.length > 0) return false;
      if (at !== moment) {
        moment = at;
        firstTo = new Map();
      }
      const said = `${server}\n${text}`;
      const first = firstTo.get(said);
      if (first === undefined) firstTo.set(said, client);
      return first !== undefined && first !== client;
    },
  };
}
