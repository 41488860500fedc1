import type {
  ConnectionEndedEvent,
  MessageEvent,
  StepEvent,
  TranscriptEvent,
  WaitEvent,
} from '../../lab/record/transcript.ts';
import { formatDuration } from '../../text/quantities.ts';
import { unitChooser } from './chosen-units.ts';
import { cuts } from './connection.ts';
import { Crossings, worthTelling } from './crossings.ts';
import { type Fold, foldOf } from './fold.ts';
import { toldAs } from './kinds/index.ts';
import { isSilent } from './message.ts';
import { RecentSet } from './recent.ts';
import { type Happening, type Unit, unitsOf } from './unit.ts';

/** A piece of the story, in its place. */
export type Told =
  /** An event; a request may have its answer with it if nothing is told between the two. */
  | {
      readonly what: 'event';
      readonly event: TranscriptEvent;
      readonly answer?: MessageEvent;
      /** In brief: lab time since what was told before it, in milliseconds; of what happens on the wire. */
      readonly laterMs?: number;
      /** Lab time from the request to its answer. */
      readonly answerMs?: number;
      /** True for a message whose head was told before. */
      readonly rest?: true;
      /** True for the head of a message whose rest, and all its bytes, are still to come. */
      readonly isHead?: true;
    }
  | ({ readonly what: 'fold' } & Fold)
  /** Lab time went on: nothing else happened, or a message came so far. What is told behind it has its `laterMs`. */
  | { readonly what: 'wait'; readonly text: string };

/** Chooses what of a scenario is told. Every view and picture asks it. */
export interface Selection {
  /**
   * Takes the next event; gives what can be told now. A step is told when it is over, since what is
   * folded in it depends on what is still to come.
   */
  take(event: TranscriptEvent): readonly Told[];
  /** Gives what is held back, such as before a pause or at the end. */
  release(): readonly Told[];
}

interface SelectionOptions {
  /** Tells every message at once and folds none: a session that goes on never falls silent. */
  readonly everyMessage?: boolean;
  /** True for a message or a query that is not folded. Asked once for each. */
  readonly keeps?: (event: TranscriptEvent) => boolean;
}

/** Shorter waits show in the times beside the traffic. In milliseconds. */
const WORTH_TELLING_MS = 100;

/** A selection that has seen nothing. */
export function selection(
  detail: 'brief' | 'full',
  { everyMessage = false, keeps = () => false }: SelectionOptions = {},
): Selection {
  const brief = detail === 'brief';
  const chooser = unitChooser();
  let focus: ReadonlySet<string> = new Set();
  let held: TranscriptEvent[] = [];
  const endings = endingsWorthTelling(brief);
  const waits = waitTeller();
  const routines = new Set<string>();
  const crossings = new Crossings();
  const rests = new WeakSet<TranscriptEvent>();

  /** What says no more than the first time is told once a run, to whomever it is said. */
  const isKnown = ({ message, server, delivery }: MessageEvent): boolean => {
    const routine = toldAs(message).routine(message);
    if (routine === undefined || message.problems.length > 0 || delivery !== 'whole') return false;
    const name = `${server} ${message.direction} ${routine}`;
    const known = routines.has(name);
    routines.add(name);
    return known && !everyMessage;
  };

  const isTold = (event: TranscriptEvent): boolean => {
    switch (event.type) {
      case 'message':
        return !brief || !(isSilent(event, endings.isBroken(event.connection)) || isKnown(event));
      case 'connection-opened':
        return !brief;
      case 'connection-ended':
        return endings.take(event);
      case 'fault':
        if (cuts(event)) endings.cut(event.connection);
        return true;
      default:
        return true;
    }
  };

  const told = (events: readonly TranscriptEvent[]): readonly Told[] =>
    brief && !everyMessage
      ? toldInBrief(withHeads(events), { focus, keeps, chooser, waits }).flatMap(asRest)
      : events.flatMap((event) => [
          // In a live session everybody sees the time that passes.
          ...(everyMessage ? [] : waits.before(event).told),
          ...plainly(event),
        ]);

  const plainly = (event: TranscriptEvent): readonly Told[] => {
    if (event.type === 'wait') return [];
    if (event.type === 'message' && crossings.isRest(event)) {
      return [{ what: 'event', event, rest: true }];
    }
    if (event.type !== 'crossing') return [{ what: 'event', event }];
    const under = crossings.take(event, everyMessage);
    if (under === undefined) return [];
    if (under.is === 'head') return [{ what: 'event', event: under.event, isHead: true }];
    return [{ what: 'wait', text: under.text }];
  };

  /** The events of a step, with the heads of messages in the place of their crossings. */
  const withHeads = (events: readonly TranscriptEvent[]): readonly TranscriptEvent[] =>
    worthTelling(events).flatMap((event) => {
      if (event.type === 'message' && crossings.isRest(event)) rests.add(event);
      if (event.type !== 'crossing') return [event];
      const under = crossings.take(event, false);
      return under?.is === 'head' ? [under.event] : [];
    });

  const asRest = (piece: Told): readonly Told[] => {
    if (piece.what !== 'event' || !rests.has(piece.event)) return [piece];
    const { event, answer, laterMs = 0, answerMs = 0 } = piece;
    const answered: readonly Told[] =
      answer === undefined ? [] : [{ what: 'event', event: answer, laterMs: answerMs }];
    return [{ what: 'event', event, rest: true, laterMs }, ...answered];
  };

  const release = (): readonly Told[] => {
    const events = held;
    held = [];
    return told(events);
  };

  return {
    take(event) {
      if (event.type === 'scenario') focus = new Set(event.focus);
      if (event.type === 'step') waits.reach(event);
      if (!isTold(event)) return [];
      if (!brief || everyMessage) return told([event]);
      if (!ENDS_STEP.has(event.type)) {
        held.push(event);
        return [];
      }
      const before = release();
      if (event.type === 'step') waits.nextStep();
      return [...before, { what: 'event', event }];
    },
    release,
  };
}

/** What a step ends with: what was held back is told before it. */
const ENDS_STEP: ReadonlySet<TranscriptEvent['type']> = new Set([
  'scenario',
  'step',
  'failure',
  'end',
  'comparison',
]);

interface Telling {
  readonly focus: ReadonlySet<string>;
  readonly keeps: (event: TranscriptEvent) => boolean;
  readonly chooser: ReturnType<typeof unitChooser>;
  readonly waits: WaitTeller;
}

/** Of units alike the first, the last of all, and folds in the place of the others. */
function toldInBrief(
  events: readonly TranscriptEvent[],
  { focus, keeps, chooser, waits }: Telling,
): readonly Told[] {
  const subjects = subjectsOf(events);
  const happenings = events.filter(isHappening);
  const units = unitsOf(happenings, focus);
  const unitOf = new Map<TranscriptEvent, Unit>();
  for (const unit of units) for (const event of unit.events) unitOf.set(event, unit);
  const chosen = chooser.choose(units, happenings, (unit) =>
    // Asked of every event: some count how often they were asked.
    unit.events.map((event) => keeps(event) || subjects.has(nameOf(event))).includes(true),
  );

  const pieces: Told[] = [];
  let hidden: Unit[] = [];
  let before: Unit | undefined;
  const closeFold = (until: TranscriptEvent | undefined) => {
    if (hidden.length === 0) return;
    const last = hidden.at(-1)?.events.at(-1);
    pieces.push({ what: 'fold', ...foldOf(hidden, before, waits.folded(until ?? last)) });
    hidden = [];
  };
  for (const event of events) {
    const unit = unitOf.get(event);
    if (unit !== undefined && !chosen.has(unit)) {
      if (unit.events[0] === event) hidden.push(unit);
      continue;
    }
    // These have no row of their own.
    if (event.type === 'wait' || event.type === 'tls-secret') continue;
    closeFold(event);
    if (unit === undefined) {
      // A wait belongs to what comes behind it on the wire, unless nothing else happens in the step.
      const wait = units.length === 0 ? waits.before(event).told : [];
      pieces.push(...wait, { what: 'event', event });
    } else {
      const { told, ms } = waits.before(event);
      pieces.push(...told, { what: 'event', event, laterMs: ms });
      before = unit;
    }
  }
  closeFold(undefined);
  return withAnswers(pieces, unitOf);
}

/** Puts an answer to its request if it follows at once. */
function withAnswers(
  pieces: readonly Told[],
  unitOf: ReadonlyMap<TranscriptEvent, Unit>,
): readonly Told[] {
  const joined: Told[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (
      piece.what === 'event' &&
      last?.what === 'event' &&
      last.answer === undefined &&
      isRequest(last.event) &&
      isResponse(piece.event) &&
      unitOf.get(last.event) === unitOf.get(piece.event)
    ) {
      const { event: answer, laterMs: answerMs = 0 } = piece;
      joined[joined.length - 1] = { ...last, answer, answerMs };
    } else joined.push(piece);
  }
  return joined;
}

const isRequest = (event: TranscriptEvent): boolean =>
  event.type === 'message' && toldAs(event.message).role === 'asks';

const isResponse = (event: TranscriptEvent): event is MessageEvent =>
  event.type === 'message' && toldAs(event.message).role === 'answers';

function isHappening(event: TranscriptEvent): event is Happening {
  switch (event.type) {
    case 'message':
    case 'query':
    case 'fault':
    case 'connection-ended':
    case 'connection-refused':
      return true;
    default:
      return false;
  }
}

/** The messages that checks of the step are about. */
function subjectsOf(events: readonly TranscriptEvent[]): ReadonlySet<string> {
  return new Set(
    events.flatMap((event) => (event.type === 'check' ? (event.about ?? []) : [])).map(subjectName),
  );
}

function nameOf(event: TranscriptEvent): string {
  if (event.type !== 'message') return '';
  const { connection, message } = event;
  return subjectName({ connection, direction: message.direction, start: message.start });
}

function subjectName(subject: {
  readonly connection: number;
  readonly direction: string;
  readonly start: number;
}): string {
  return `${subject.connection} ${subject.direction} ${subject.start}`;
}

/** Which ends of connections say something that was not said already. */
function endingsWorthTelling(brief: boolean) {
  const cut = new RecentSet();
  /** Connections that their client gave up, so that nothing is left to say when they break off. */
  const givenUp = new RecentSet();
  const toldReset = new RecentSet();
  return {
    cut: (connection: number) => void cut.add(connection),
    isBroken: (connection: number) => cut.has(connection) || givenUp.has(connection),
    take(event: ConnectionEndedEvent): boolean {
      const { connection, direction, by, how } = event;
      if (direction === 'client-to-server' && by === 'sender') givenUp.add(connection);
      const told = cut.has(connection) || toldReset.has(connection);
      if (told && by === 'tap') return false;
      if (brief && (told || (how === 'fin' && by !== 'tap'))) return false;
      if (how === 'rst') toldReset.add(connection);
      return true;
    },
  };
}

interface WaitTeller {
  /** The lab time since what was told before, and a row for it if it is worth one and not as the last. */
  before(event: TranscriptEvent): { readonly told: readonly Told[]; readonly ms: number };
  /** Lab time until an event, which a fold tells, in milliseconds. */
  folded(until: TranscriptEvent | WaitEvent | undefined): number;
  nextStep(): void;
  /** Where steps were left out, nobody saw the time before this one. */
  reach(step: StepEvent): void;
}

/** Tells waits by the times of what is told: a wait that is printed is the wait that was. */
function waitTeller(): WaitTeller {
  let lastAt = 0;
  let lastTold = '';
  let lastStep = 0;
  return {
    before(event) {
      if (event.type === 'wait') return { told: [], ms: 0 };
      const ms = event.at - lastAt;
      lastAt = event.at;
      const text = formatDuration(ms);
      // A steady beat shows in the times.
      if (ms < WORTH_TELLING_MS || text === lastTold) return { told: [], ms };
      lastTold = text;
      return { told: [{ what: 'wait', text: `… ${text} pass …` }], ms };
    },
    folded(until) {
      if (until === undefined) return 0;
      const spanMs = until.at - lastAt;
      lastAt = until.at;
      return spanMs;
    },
    nextStep() {
      lastTold = '';
    },
    reach({ step, at }) {
      if (step > lastStep + 1) lastAt = at;
      lastStep = step;
    },
  };
}
