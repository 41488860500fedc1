import type {
  ConnectionEndedEvent,
  FaultEvent,
  MessageEvent,
  QueryEvent,
  TranscriptEvent,
} from '../../lab/transcript.ts';
import { cuts } from './connection.ts';
import { copies } from './copies.ts';
import { fold, type LeftOut } from './fold.ts';
import { handshakes } from './handshakes.ts';
import { endLikeness } from './likeness.ts';
import { isSilent } from './message.ts';
import { messageBudget } from './message-budget.ts';
import { queryLikeness } from './query.ts';
import { RecentSet } from './recent.ts';

/** What becomes of an event, and of those that were kept back until it. */
export interface Choice {
  /** What was left out since it was last told, in words. */
  readonly before: readonly LeftOut[];
  /** What is shown now, in order; mostly the event, or nothing. */
  readonly shown: readonly TranscriptEvent[];
  /** What is not shown, now or later: what the next words of `before` count, and what is silent. */
  readonly hidden: readonly TranscriptEvent[];
  /** The request of a handshake that says nothing new, where what is shown is its answer: one row stands for both. */
  readonly again?: MessageEvent;
}

/** Chooses the events of one scenario that tell its story. Every view and picture asks it. */
export interface Selection {
  /** Decides about the next event, without knowing what is still to come. */
  take(event: TranscriptEvent): Choice;
}

/** How many faults of a kind, and ends of connections that read alike, a step shows. */
const perLike = 2;

interface SelectionOptions {
  /** Says once how what is left out can be seen. */
  readonly hint?: string;
  /** Leaves none out for being one of many: a session that goes on never falls silent. */
  readonly everyMessage?: boolean;
  /** True for a message or a query that is not left out. Asked once for each. */
  readonly keeps?: (event: TranscriptEvent) => boolean;
}

/** A selection that has seen nothing. */
export function selection(
  detail: 'brief' | 'full',
  { hint = '', everyMessage = false, keeps = () => false }: SelectionOptions = {},
): Selection {
  const brief = detail === 'brief';
  const sifts = brief && !everyMessage;
  const folded = fold(hint);
  const faulted = new RecentSet();
  /** Connections that their client gave up, so that nothing is left to say when they break off. */
  const givenUp = new RecentSet();
  const toldReset = new RecentSet();
  const shaken = handshakes();
  let copied = copies();
  let budget = messageBudget(new Set());
  let alike = new Map<string, number>();
  let lastQuery = '';

  const message = (event: MessageEvent): boolean => {
    const broken = faulted.has(event.connection) || givenUp.has(event.connection);
    if (brief && isSilent(event, broken)) return false;
    if (!sifts) return true;
    const kept = keeps(event);
    if (copied.isCopy(event) && !kept) {
      folded.copy(event);
      return false;
    }
    if (budget.allows(event) || kept) return true;
    folded.message(event);
    return false;
  };

  const query = (event: QueryEvent): boolean => {
    const kept = keeps(event);
    const like = queryLikeness(event) === lastQuery && !kept;
    if (brief && like) folded.query(event);
    return !(brief && like);
  };

  /** True for the first ones of a step that read alike; the others are counted by their noun. */
  const isNews = (at: number, likeness: string, noun: string, most: number): boolean => {
    const before = alike.get(likeness) ?? 0;
    alike.set(likeness, before + 1);
    if (!sifts || before < most) return true;
    folded.like(at, noun);
    return false;
  };

  const fault = (event: FaultEvent): boolean => {
    if (cuts(event)) faulted.add(event.connection);
    const noun = cuts(event) ? 'cut' : 'fault';
    return isNews(event.at, `fault ${event.fault.kind}`, noun, perLike);
  };

  const ended = (event: ConnectionEndedEvent): boolean => {
    if (event.direction === 'client-to-server' && event.by === 'sender')
      givenUp.add(event.connection);
    const told = faulted.has(event.connection) || toldReset.has(event.connection);
    if (told && event.by === 'tap') return false;
    if (brief && (told || (event.how === 'fin' && event.by !== 'tap'))) return false;
    if (event.how === 'rst') toldReset.add(event.connection);
    return isNews(event.at, endLikeness(event), 'broken connection', perLike);
  };

  const isShown = (event: TranscriptEvent): boolean => {
    switch (event.type) {
      case 'message':
        return message(event);
      case 'query':
        return query(event);
      case 'connection-opened':
        return !brief;
      case 'connection-ended':
        return ended(event);
      case 'connection-refused':
        return isNews(event.at, endLikeness(event), 'refused connection', perLike);
      case 'wait':
        folded.wait(event);
        return false;
      case 'fault':
        return fault(event);
      default:
        return true;
    }
  };

  return {
    take(event) {
      if (event.type === 'scenario') budget = messageBudget(new Set(event.focus));
      if (sifts && shaken.keepsBack(event)) return { before: [], shown: [], hidden: [] };
      const endsPart = partEnds.has(event.type);
      const request = sifts ? shaken.completes(event) : undefined;
      const shown: TranscriptEvent[] = [];
      const hidden: TranscriptEvent[] = request === undefined ? [] : [request];
      for (const late of shaken.release(event, endsPart)) {
        (message(late) ? shown : hidden).push(late);
      }
      const shows =
        request !== undefined && event.type === 'message'
          ? isNews(event.at, 'handshake', 'handshake', 1)
          : isShown(event);
      (shows ? shown : hidden).push(event);
      if (shown.length === 0) return { before: [], shown, hidden };
      lastQuery = event.type === 'query' ? queryLikeness(event) : '';
      const before = folded.take(endsPart);
      if (event.type === 'note') budget.nextScene();
      if (event.type === 'step') {
        budget.nextStep();
        copied = copies();
        alike = new Map();
        folded.nextStep();
      }
      return { before, shown, hidden, ...(request === undefined ? {} : { again: request }) };
    },
  };
}

/** What ends a part of the story, so that what was left out of it is told. */
const partEnds: ReadonlySet<TranscriptEvent['type']> = new Set([
  'scenario',
  'step',
  'note',
  'figure',
  'chart',
  'table',
  'capture-full',
  'check',
  'failure',
  'end',
]);
