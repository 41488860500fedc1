import type { MessageEvent } from '../../lab/record/transcript.ts';
import {
  isExchange,
  isHeartbeat,
  isHerd,
  kindOf,
  likenessOf,
  repeatsItself,
} from './similarity.ts';

/** How many frames and events between two parties a step shows in `brief`. */
const perPair = 8;
/** How many of a kind it shows although the pair's are used up: the first refusal after many successes. */
const perNewKind = 2;
/** How many messages that read alike it shows: nobody reads the third. */
const perLike = 2;
/** After so many frames and events of all parties a step shows only what is new of its kind. */
const perStep = 8;
/** What no step exceeds, however many kinds there are. */
const perStepAtMost = 16;

/** Decides which messages are shown, without knowing what is still to come. */
export interface MessageBudget {
  allows(event: MessageEvent): boolean;
  /** Begins a step, in which what was used up is there again. */
  nextStep(): void;
  /** Begins another scene of a step, of which a note tells: one more of what reads alike belongs to it. */
  nextScene(): void;
}

/** A fresh budget. `focus` names the fields that the story is about, lower case. */
export function messageBudget(focus: ReadonlySet<string>): MessageBudget {
  /** Kinds of heartbeats that were shown once: no step tells of them again. */
  const heartbeats = new Set<string>();
  /** Requests that were shown and whose answers are still to come, in whatever step. */
  const asked = new Set<string>();
  let step = stepBudget(focus, asked);
  return {
    allows(event) {
      const beat = isHeartbeat(event) ? kindOf(event) : undefined;
      if (beat !== undefined && heartbeats.has(beat)) return false;
      const allowed = step.allows(event);
      if (beat !== undefined && allowed) heartbeats.add(beat);
      return allowed;
    },
    nextStep() {
      step = stepBudget(focus, asked);
    },
    nextScene: () => step.nextScene(),
  };
}

function stepBudget(
  focus: ReadonlySet<string>,
  asked: Set<string>,
): Pick<MessageBudget, 'allows' | 'nextScene'> {
  const shownOfPair = new Map<string, number>();
  const seenOfKind = new Map<string, number>();
  const seenAlike = new Map<string, number>();
  let shownOfStep = 0;
  /** Of those, how many were no requests or answers. */
  let shownOfStreams = 0;
  const decide = (event: MessageEvent, shown: number): boolean => {
    const seen = countUp(seenOfKind, kindOf(event));
    const alike = countUp(seenAlike, likenessOf(event, focus));
    const { message } = event;
    // Whoever saw a question wants the answer, and nobody the answer to a question he did not see.
    if (message.kind === 'http-response')
      return (
        asked.delete(exchangeOf(event, message)) || (seen === 0 && shownOfStep < perStepAtMost)
      );
    if (shownOfStep >= perStepAtMost) return false;
    if (repeatsItself(event) && alike >= (isHerd(event) ? 1 : perLike)) return false;
    if (message.kind === 'http-request') return true;
    const hasRoom = shownOfStreams < perStep;
    return (shown < perPair && hasRoom) || seen < (hasRoom ? perNewKind : 1);
  };
  return {
    allows(event) {
      const pair = `${event.client}\n${event.server}`;
      const shown = shownOfPair.get(pair) ?? 0;
      if (!decide(event, shown)) return false;
      shownOfStep += 1;
      if (!isExchange(event)) {
        shownOfPair.set(pair, shown + 1);
        shownOfStreams += 1;
      }
      const { message } = event;
      if (message.kind === 'http-request') asked.add(exchangeOf(event, message));
      return true;
    },
    nextScene() {
      for (const [likeness, alike] of seenAlike) {
        seenAlike.set(likeness, Math.min(alike, perLike - 1));
      }
    },
  };
}

function exchangeOf({ connection }: MessageEvent, { exchange }: { readonly exchange: number }) {
  return `${connection}/${exchange}`;
}

/** Counts one more; returns how many there were before. */
function countUp(counts: Map<string, number>, key: string): number {
  const before = counts.get(key) ?? 0;
  counts.set(key, before + 1);
  return before;
}
