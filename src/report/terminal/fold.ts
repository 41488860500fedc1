import type { MessageEvent, QueryEvent, WaitEvent } from '../../lab/transcript.ts';
import { formatCount, formatDuration } from '../quantities.ts';

/** Something that is not shown one by one, in words. */
export interface LeftOut {
  readonly what: 'queries' | 'messages' | 'wait';
  readonly text: string;
}

/** What was left out since the last thing that was shown. */
export interface Fold {
  /** Counts a message that is not shown. */
  message(event: MessageEvent): void;
  /** Counts a query like the one shown last. */
  query(event: QueryEvent): void;
  wait(event: WaitEvent): void;
  /** Begins a step, in which what the former one told is news again. */
  nextStep(): void;
  /** A few words for each sort of thing that was left out, and forgets it. */
  take(): readonly LeftOut[];
}

/** Shorter waits show in the times beside the traffic. In milliseconds. */
const worthTelling = 100;

const nouns: Readonly<Record<MessageEvent['message']['kind'], readonly [string, string]>> = {
  'http-request': ['request', 'requests'],
  'http-response': ['response', 'responses'],
  'http-end': ['end of a stream', 'ends of streams'],
  'sse-event': ['event', 'events'],
  'ws-frame': ['frame', 'frames'],
  'tls-record': ['TLS record', 'TLS records'],
  'http2-preface': ['connection preface', 'connection prefaces'],
  'http2-frame': ['HTTP/2 frame', 'HTTP/2 frames'],
  bytes: ['block of bytes', 'blocks of bytes'],
  malformed: ['malformed message', 'malformed messages'],
};

/** How many waits a step tells of. */
const waitsPerStep = 6;

/** Tells a wait that says something from the steady beat of a stream, which the times show. */
function waitNews() {
  const told = new Set<string>();
  return {
    isNews(waitedMs: number): boolean {
      const text = formatDuration(waitedMs);
      if (told.has(text) || told.size >= waitsPerStep) return false;
      told.add(text);
      return true;
    },
  };
}

/** Counts what is folded away. `hint` says once how to see it; it may be empty. */
export function fold(hint: string): Fold {
  const messages = new Map<MessageEvent['message']['kind'], number>();
  let queries = { count: 0, durationUs: 0 };
  let waitedMs = 0;
  let waits = waitNews();
  let told = false;
  return {
    message(event) {
      messages.set(event.message.kind, (messages.get(event.message.kind) ?? 0) + 1);
    },
    query(event) {
      queries = { count: queries.count + 1, durationUs: queries.durationUs + event.durationUs };
    },
    wait(event) {
      waitedMs += event.at - event.from;
    },
    nextStep() {
      waits = waitNews();
    },
    take() {
      const left: LeftOut[] = [];
      if (queries.count > 0) left.push({ what: 'queries', text: queriesText(queries) });
      if (messages.size > 0) {
        left.push({ what: 'messages', text: messagesText(messages, told ? '' : hint) });
        told = true;
      }
      if (waitedMs >= worthTelling && waits.isNews(waitedMs)) {
        left.push({ what: 'wait', text: `… ${formatDuration(waitedMs)} pass …` });
      }
      messages.clear();
      queries = { count: 0, durationUs: 0 };
      waitedMs = 0;
      return left;
    },
  };
}

function messagesText(
  messages: ReadonlyMap<MessageEvent['message']['kind'], number>,
  hint: string,
): string {
  const total = [...messages.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...messages].map(([kind, count]) => formatCount(count, ...nouns[kind]));
  return `… ${formatCount(total, 'more message')}: ${parts.join(', ')}${hint}`;
}

function queriesText(queries: { readonly count: number; readonly durationUs: number }): string {
  const took =
    queries.durationUs > 0 ? `, took ${formatDuration(queries.durationUs / 1_000)} in all` : '';
  return `… ${queries.count} more like it${took}`;
}
