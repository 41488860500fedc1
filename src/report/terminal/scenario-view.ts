import { annotateField, annotateMethod, annotateStatus } from '../../knowledge/index.ts';
import { isStep } from '../../lab/record/step-name.ts';
import type { ScenarioEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import { gap, indent, type Row, rowCells, span, wrap } from '../../text/spans.ts';
import { type Remarks, remarks } from '../story/remarks.ts';
import { selection, type Told } from '../story/selection.ts';
import type { TerminalOptions } from '../story/view-options.ts';
import { briefLayoutFor } from './brief-layout.ts';
import { comparedRows } from './compared.ts';
import { checkRows, endRows, failureRows, headerRows } from './frame.ts';
import { layoutFor, layoutForWords, liveLayoutFor } from './layout.ts';
import { besideTheirRows, type Joined, together } from './together.ts';
import { type Before, type Traffic, trafficView } from './traffic-view.ts';

/** What a view tells at once, as rows of cells. */
export interface ToldRows {
  /** Lab time at which it is there to be told, in milliseconds. */
  readonly at: number;
  readonly rows: readonly Row[];
  /** The event that it tells; none for a fold or a wait. */
  readonly event?: TranscriptEvent;
}

/** What a fold may take from the row behind it, in cells; more only if nothing is shortened for it. */
const SHORT_FOLD = 24;

/** A live session shows the time of each row; a story only where it changes. */
function layoutOf({ plain, width, wire }: TerminalOptions, scenario: ScenarioEvent | undefined) {
  if (plain) return layoutForWords(width);
  if (scenario?.live) return liveLayoutFor(width);
  return wire === 'brief' ? briefLayoutFor(width) : layoutFor(width);
}

/** The rows of one scenario, as far as they can be told. */
export interface PartView {
  take(event: TranscriptEvent): readonly ToldRows[];
  release(): readonly ToldRows[];
}

/** The rows of one scenario's events, with what was counted and explained so far. */
export function viewOfScenario(
  options: TerminalOptions,
  scenario: ScenarioEvent | undefined,
): PartView {
  const { plain = false } = options;
  const brief = options.wire === 'brief';
  const layout = layoutOf(options, scenario);
  const detail = brief ? 'brief' : 'full';
  const knowledge = options.knowledge ?? knownFacts;
  const seen = remarks(!brief, options.explains);
  const sight = {
    cells: layout.textCells,
    detail,
    focus: new Set(scenario?.focus ?? []),
    knowledge,
    remarks: seen,
    ...(scenario?.live && { isLive: true }),
  } as const;
  const chosen = selection(detail, {
    everyMessage: scenario?.live ?? false,
    ...(options.keeps && { keeps: options.keeps }),
  });
  let reached = options.fromStep === undefined;
  let afterCheck = false;
  let over = false;

  /** In brief a story tells how much later something was, anything else at what time. */
  const isRelative = brief && !plain && !scenario?.live;
  const remembering = (memory: Remarks) =>
    trafficView({
      layout,
      sight: { ...sight, remarks: memory },
      isRelative,
      plain,
      wire: options.wire,
    });
  const traffic = remembering(seen);

  const asideRows = (text: string) =>
    indent(wrap([span(text, 'dim')], layout.textCells), layout.textColumn);
  const hidden = () => !over && !reached;

  /** What happens in a step that is shown; no check has the last word then. */
  const inStep = (rows: () => readonly Row[]): readonly Row[] => {
    if (hidden()) return [];
    afterCheck = false;
    return rows();
  };

  const eventRows = (
    event: TranscriptEvent,
    before: Before = {},
    on: Traffic = traffic,
  ): readonly Row[] => {
    switch (event.type) {
      case 'scenario':
        return options.within ? [] : headerRows(event, layout, detail);
      case 'step': {
        reached ||= isStep(options.fromStep ?? 1, event);
        afterCheck = false;
        if (hidden()) return [];
        const number = span(`${event.step}  `, 'dim');
        const [first = [], ...more] = wrap([span(event.title, 'strong')], layout.width - 6);
        const title: readonly Row[] = [[gap(2), number, ...first], ...indent(more, 5)];
        // Where rows are few a line stands in place of a blank row.
        return isRelative ? underlined(title, layout.width) : [[], ...title];
      }
      case 'check': {
        const rows = checkRows(event, layout, detail);
        afterCheck = true;
        return rows;
      }
      case 'comparison':
        return comparedRows(event, layout, plain);
      case 'failure':
        return [[], ...failureRows(event, layout)];
      case 'end':
        over = true;
        return [...(afterCheck ? [] : [[]]), ...endRows(event, scenario, layout, options)];
      default: {
        const rows = on.traffic(event, before);
        const isApart = event.type === 'table' && (over || afterCheck);
        if (rows.length > 0) afterCheck = false;
        return isApart ? [[], ...rows] : rows;
      }
    }
  };

  const pieceRows = (piece: Told, on: Traffic, folded?: string): readonly Row[] => {
    if (piece.what !== 'event') return hidden() ? [] : asideRows(piece.text);
    const { event, answer, laterMs, answerMs } = piece;
    const before = { laterMs, folded };
    if (isTraffic(event) && hidden()) return [];
    if (answer !== undefined && event.type === 'message') {
      afterCheck = false;
      return on.exchange(event, answer, { ...before, answerMs });
    }
    if ((piece.rest || piece.isHead) && event.type === 'message') {
      afterCheck = false;
      return on.message(event, before, piece.rest ? 'body' : 'head');
    }
    return eventRows(event, before, on);
  };

  /** A view never ends a session: what cannot be shown is named, and the next message is shown. */
  const safely = (piece: Told | Joined, on = traffic, folded?: string): readonly Row[] => {
    try {
      switch (piece.what) {
        case 'figures':
          return hidden() ? [] : on.figures(piece);
        case 'together':
          return inStep(() => on.togetherOnLane({ ...piece, ...(folded && { folded }) }));
        case 'goodbye':
          return inStep(() => on.goodbye({ ...piece, ...(folded && { folded }) }));
        default:
          return pieceRows(piece, on, folded);
      }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return asideRows(`! ${nameOf(piece)} could not be shown here (${why}); -o saves it`);
    }
  };

  let lastTold = 0;
  const timed = (piece: Told | Joined, rows = safely(piece)): ToldRows => {
    // A wait is told as soon as it begins, and a fold in the place of what it hides.
    lastTold = endOf(piece) ?? lastTold;
    return { at: lastTold, rows, ...(piece.what === 'event' && { event: piece.event }) };
  };

  /** A fold and what is behind it: at the right edge of its row if there is room, else above it. */
  const behind = (fold: Extract<Told, { what: 'fold' }>, piece: Told | Joined) => {
    const [above, beside] = [seen.attempt(), seen.attempt()];
    const rows = safely(piece, remembering(above.remarks));
    const fewer = safely(piece, remembering(beside.remarks), fold.later);
    const laterCells = rowCells([span(fold.later)]);
    const keepsRemarks = remarksIn(fewer) === remarksIn(rows);
    const isShort = laterCells <= SHORT_FOLD && isUndisturbed(piece) && keepsRemarks;
    const hasRoom = isShort || rowCells(rows[0] ?? []) + laterCells + 2 <= layout.width;
    if (hasRoom && fewer.length <= rows.length && !hidden()) {
      beside.keep();
      return [timed(piece, fewer)];
    }
    above.keep();
    return [timed(fold), timed(piece, rows)];
  };

  const told = (pieces: readonly Told[]): readonly ToldRows[] => {
    if (!isRelative) return pieces.map((piece) => timed(piece));
    const joined = together(besideTheirRows(pieces));
    return joined.flatMap((piece, index) => {
      const before = joined[index - 1];
      if (layout.beside && before?.what === 'fold' && crosses(piece)) return behind(before, piece);
      const next = joined[index + 1];
      if (layout.beside && piece.what === 'fold' && next !== undefined && crosses(next)) return [];
      return [timed(piece)];
    });
  };

  return {
    take: (event) => told(chosen.take(event)),
    release: () => told(chosen.release()),
  };
}

/** True for what stands on a row with the names of both ends. */
function crosses(piece: Told | Joined): boolean {
  if (piece.what === 'together' || piece.what === 'goodbye') return true;
  if (piece.what !== 'event') return false;
  const { type } = piece.event;
  return type === 'message' || type === 'query' || type === 'fault';
}

/** How many pieces of remarks rows hold. */
function remarksIn(rows: readonly Row[]): number {
  return rows.flat().filter(({ role }) => role === 'remark').length;
}

/** True for what arrived whole and as it should: its last letters are not what it is told for. */
function isUndisturbed(piece: Told | Joined): boolean {
  if (piece.what !== 'event') return true;
  return [piece.event, ...(piece.answer === undefined ? [] : [piece.answer])].every(
    (event) =>
      event.type === 'message' && event.delivery === 'whole' && event.message.problems.length === 0,
  );
}

/** Lab time at which the last of a piece happened; nothing for a wait. */
function endOf(piece: Told | Joined): number | undefined {
  switch (piece.what) {
    case 'event':
      return (piece.answer ?? piece.event).at;
    case 'fold':
      return piece.hidden.at(-1)?.at;
    case 'goodbye':
      return piece.event.at;
    case 'together':
    case 'figures':
      return piece.events.at(-1)?.at;
    default:
      return undefined;
  }
}

const outsideOfSteps: ReadonlySet<TranscriptEvent['type']> = new Set([
  'scenario',
  'step',
  'check',
  'comparison',
  'failure',
  'end',
]);

function isTraffic(event: TranscriptEvent): boolean {
  return !outsideOfSteps.has(event.type);
}

function nameOf(piece: Told | Joined): string {
  if (piece.what === 'figures') return 'a figure';
  if (piece.what === 'goodbye') return 'a close frame';
  if (piece.what === 'together') return 'a call';
  if (piece.what !== 'event') return 'a fold';
  const { event } = piece;
  return event.type === 'message' ? truncateText(event.message.summary) : `a ${event.type}`;
}

const truncateText = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** A title with a line from its end to the edge. */
function underlined(title: readonly Row[], width: number): readonly Row[] {
  const last = title.at(-1) ?? [];
  const room = width - rowCells(last) - 1;
  return room < 2 ? title : [...title.slice(0, -1), [...last, span(` ${'─'.repeat(room)}`, 'dim')]];
}

const knownFacts = { annotateField, annotateMethod, annotateStatus };
