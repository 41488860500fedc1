import type {
  ConnectionEndedEvent,
  MessageEvent,
  QueryEvent,
  TranscriptEvent,
} from '../../lab/transcript.ts';
import { cuts } from './connection.ts';
import { fold, type LeftOut } from './fold.ts';
import { isSilent } from './message.ts';
import { messageBudget } from './message-budget.ts';
import { queryLikeness } from './query.ts';

/** Whether an event is shown; if so, `before` says in words what was left out since the last one. */
export type Choice =
  | { readonly shown: true; readonly before: readonly LeftOut[] }
  | { readonly shown: false };

/** Chooses the events of one scenario that tell its story. Every view and picture asks it. */
export interface Selection {
  /** Decides about the next event, without knowing what is still to come. */
  take(event: TranscriptEvent): Choice;
}

/**
 * A selection that has seen nothing. `hint` says once how what is left out can be seen. With
 * `everyMessage` none is left out for being one of many: a session that goes on never falls silent.
 */
export function selection(detail: 'brief' | 'full', hint = '', everyMessage = false): Selection {
  const brief = detail === 'brief';
  const folded = fold(hint);
  const faulted = new Set<number>();
  /** Connections that their client gave up, so that nothing is left to say when they break off. */
  const givenUp = new Set<number>();
  const toldReset = new Set<number>();
  let budget = messageBudget();
  let lastQuery = '';

  const message = (event: MessageEvent): boolean => {
    const broken = faulted.has(event.connection) || givenUp.has(event.connection);
    if (brief && isSilent(event, broken)) return false;
    if (!brief || everyMessage || budget.allows(event)) return true;
    folded.message(event);
    return false;
  };

  const query = (event: QueryEvent): boolean => {
    const like = queryLikeness(event) === lastQuery;
    if (brief && like) folded.query(event);
    return !(brief && like);
  };

  const ended = (event: ConnectionEndedEvent): boolean => {
    if (event.direction === 'client-to-server' && event.by === 'sender')
      givenUp.add(event.connection);
    const told = faulted.has(event.connection) || toldReset.has(event.connection);
    if (told && event.by === 'tap') return false;
    if (brief && (told || (event.how === 'fin' && event.by !== 'tap'))) return false;
    if (event.how === 'rst') toldReset.add(event.connection);
    return true;
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
      case 'wait':
        folded.wait(event);
        return false;
      case 'fault':
        if (cuts(event)) faulted.add(event.connection);
        return true;
      default:
        return true;
    }
  };

  return {
    take(event) {
      if (!isShown(event)) return { shown: false };
      lastQuery = event.type === 'query' ? queryLikeness(event) : '';
      const before = folded.take();
      if (event.type === 'step') {
        budget = messageBudget();
        folded.nextStep();
      }
      return { shown: true, before };
    },
  };
}
