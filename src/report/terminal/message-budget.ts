import type { MessageEvent } from '../../lab/transcript.ts';

/** How many messages between two parties a step shows in `brief`. */
const perPair = 12;
/** How many of a kind it shows although the pair's are used up: the first refusal after many successes. */
const perNewKind = 2;
/** How many requests or answers that read alike it shows: nobody reads the fourth. */
const perLike = 3;
/** What no step exceeds, however many kinds there are. */
const perPairAtMost = 24;

/** Decides for one step which messages are shown, without knowing what is still to come. */
export interface MessageBudget {
  allows(event: MessageEvent): boolean;
}

/** A fresh budget for a step. */
export function messageBudget(): MessageBudget {
  const shownOfPair = new Map<string, number>();
  const seenOfKind = new Map<string, number>();
  const seenAlike = new Map<string, number>();
  return {
    allows(event) {
      const pair = `${event.client}\n${event.server}`;
      const kind = `${pair}\n${kindOf(event)}`;
      const shown = shownOfPair.get(pair) ?? 0;
      const seen = seenOfKind.get(kind) ?? 0;
      seenOfKind.set(kind, seen + 1);
      const like = `${kind}\n${event.message.summary}`;
      const alike = seenAlike.get(like) ?? 0;
      seenAlike.set(like, alike + 1);
      if (isExchange(event) && alike >= perLike) return false;
      const allowed = shown < perPair || (seen < perNewKind && shown < perPairAtMost);
      if (allowed) shownOfPair.set(pair, shown + 1);
      return allowed;
    },
  };
}

/** Requests and answers repeat themselves; each event of a stream is news. */
function isExchange({ message }: MessageEvent): boolean {
  return message.kind === 'http-request' || message.kind === 'http-response';
}

function kindOf({ message, delivery }: MessageEvent): string {
  const problem = message.problems[0]?.code ?? '';
  return `${message.kind} ${sortOf(message)} ${delivery} ${problem}`;
}

function sortOf(message: MessageEvent['message']): string | number {
  if (message.kind === 'http-response') return message.status;
  if (message.kind !== 'http2-frame') return '';
  return `${message.frame} ${message.section} ${message.grpc?.status?.name}`;
}
