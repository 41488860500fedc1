import type { MessageEvent, QueryEvent, WaitEvent } from '../../lab/record/transcript.ts';
import type { PartyName } from '../../tap/events.ts';
import { formatCount, formatDuration, formatLabTime, formatNumber } from '../../text/quantities.ts';
import { toldAs } from './kinds/index.ts';
import type { Nouns } from './kinds/kind.ts';

/** Something that is not shown one by one, in words. */
export interface LeftOut {
  readonly what: 'queries' | 'messages' | 'wait';
  readonly text: string;
}

/** What was left out since it was last told. */
export interface Fold {
  /** Counts a message that is not shown. */
  message(event: MessageEvent): void;
  /** Counts a message that brings one more client what another one was shown to get. */
  copy(event: MessageEvent): void;
  /** Counts something else that is like what was shown, by its noun in the singular. */
  like(at: number, noun: string): void;
  /** Counts a query like the one shown last. */
  query(event: QueryEvent): void;
  wait(event: WaitEvent): void;
  /** Begins a step, in which what the former one told is news again. */
  nextStep(): void;
  /**
   * A few words for each sort of thing that was left out, and forgets it. Messages are told where a
   * part of the story ends, not between any two that are shown.
   */
  take(endsPart: boolean): readonly LeftOut[];
}

/** Shorter waits show in the times beside the traffic. In milliseconds. */
const worthTelling = 100;

/** How many waits a step tells of. */
const waitsPerStep = 4;

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
  let ledger = emptyLedger();
  let queries = { count: 0, durationUs: 0 };
  let waitedMs = 0;
  /** How much of that lies before something that was left out, whose times tell it. */
  let coveredMs = 0;
  let waits = waitNews();
  let told = false;
  const add = (at: number, nouns: Nouns) => {
    ledger.add(at, nouns);
    coveredMs = waitedMs;
  };
  return {
    message: (event) => add(event.at, toldAs(event.message).nouns(event.message)),
    copy(event) {
      ledger.copy(event.at, event.client);
      coveredMs = waitedMs;
    },
    like: (at, noun) => add(at, [noun, `${noun}s`]),
    query(event) {
      queries = { count: queries.count + 1, durationUs: queries.durationUs + event.durationUs };
    },
    wait(event) {
      waitedMs += event.at - event.from;
    },
    nextStep() {
      waits = waitNews();
    },
    take(endsPart) {
      const left: LeftOut[] = [];
      if (queries.count > 0) left.push({ what: 'queries', text: queriesText(queries) });
      const words = endsPart ? ledger.words() : undefined;
      if (words !== undefined) {
        left.push({ what: 'messages', text: told ? words : words + hint });
        ledger = emptyLedger();
        told = true;
      }
      const untoldMs = words === undefined ? waitedMs : waitedMs - coveredMs;
      if (untoldMs >= worthTelling && waits.isNews(untoldMs)) {
        left.push({ what: 'wait', text: `… ${formatDuration(untoldMs)} pass …` });
      }
      queries = { count: 0, durationUs: 0 };
      waitedMs = 0;
      coveredMs = 0;
      return left;
    },
  };
}

/** What was left out, by its sort, and when. */
interface Ledger {
  add(at: number, nouns: Nouns): void;
  copy(at: number, client: PartyName): void;
  /** Such as `… 8 more: 6 frames, 2 copies to ben, +5 s to +7 s`; nothing where there was nothing. */
  words(): string | undefined;
}

function emptyLedger(): Ledger {
  const counts = new Map<string, { readonly nouns: Nouns; readonly count: number }>();
  const receivers = new Set<PartyName>();
  let copies = 0;
  let total = 0;
  let from: number | undefined;
  let to = 0;
  const met = (at: number) => {
    from ??= at;
    to = at;
    total += 1;
  };
  return {
    add(at, nouns) {
      met(at);
      counts.set(nouns[0], { nouns, count: (counts.get(nouns[0])?.count ?? 0) + 1 });
    },
    copy(at, client) {
      met(at);
      copies += 1;
      receivers.add(client);
    },
    words() {
      if (from === undefined) return undefined;
      const parts = [...counts.values()].map(({ nouns, count }) => formatCount(count, ...nouns));
      if (copies > 0)
        parts.push(`${formatCount(copies, 'copy', 'copies')} to ${namesOf(receivers)}`);
      const [first, last] = [formatLabTime(from), formatLabTime(to)];
      const span = first === last ? '' : `, ${first} to ${last}`;
      const [only = '', ...others] = parts;
      if (others.length === 0) return `… ${only.replace(' ', ' more ')}${span}`;
      return `… ${formatNumber(total)} more: ${parts.join(', ')}${span}`;
    },
  };
}

/** How many names are told. */
const namesTold = 3;

function namesOf(names: ReadonlySet<PartyName>): string {
  const shown = [...names].slice(0, namesTold);
  const more = names.size - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} others` : shown.join(' and ');
}

function queriesText(queries: { readonly count: number; readonly durationUs: number }): string {
  const took =
    queries.durationUs > 0 ? `, took ${formatDuration(queries.durationUs / 1_000)} in all` : '';
  return `… ${queries.count} more like it${took}`;
}
