import { annotateField, annotateMethod, annotateStatus } from '../../knowledge/index.ts';
import { isStep } from '../../lab/record/step-name.ts';
import type { ScenarioEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import { painter } from '../../text/paint.ts';
import { gap, indent, type Row, rowCells, span, wrap } from '../../text/spans.ts';
import { remarks } from '../story/remarks.ts';
import { selection, type Told } from '../story/selection.ts';
import type { TerminalOptions } from '../story/view-options.ts';
import { briefLayoutFor } from './brief-layout.ts';
import { comparedRows } from './compared.ts';
import { checkRows, endRows, failureRows, headerRows } from './frame.ts';
import { inWords } from './in-words.ts';
import { layoutFor, layoutForWords, liveLayoutFor } from './layout.ts';
import { besideTheirRows, type Joined, together } from './together.ts';
import { trafficView } from './traffic-view.ts';

/** Shows a transcript in a terminal while it happens. */
export interface TerminalView {
  /** Takes the next event; returns the text to print now, whole lines or nothing. */
  write(event: TranscriptEvent): string;
  /** The text of what is held back: in brief a step is told when it is over. */
  release(): string;
}

/** What a view tells at once, as rows of cells. */
export interface ToldRows {
  /** Lab time at which it is there to be told, in milliseconds. */
  readonly at: number;
  readonly rows: readonly Row[];
  /** The event that it tells; none for a fold or a wait. */
  readonly event?: TranscriptEvent;
}

/** The rows of one scenario's run, told from its beginning to its end. */
export function toldRows(
  events: readonly TranscriptEvent[],
  options: TerminalOptions,
): readonly ToldRows[] {
  const scenario = events.find((event) => event.type === 'scenario');
  const part = viewOfScenario(options, scenario);
  const told = [...events.flatMap((event) => part.take(event)), ...part.release()];
  return options.plain ? told.map((each) => ({ ...each, rows: inWords(each.rows) })) : told;
}

/** A view of one transcript. Pure: the same events give the same text. */
export function terminalView(options: TerminalOptions): TerminalView {
  const painted = painter(options.colour);
  const paint = (rows: readonly Row[]) => painted(options.plain ? inWords(rows) : rows);
  const rowsOf = (told: readonly ToldRows[]) => told.flatMap(({ rows }) => rows);
  let part = viewOfScenario(options, undefined);
  let begun = false;
  return {
    write(event) {
      if (event.type === 'comparison') {
        const rows = [
          ...rowsOf(part.release()),
          ...(begun ? [[]] : []),
          ...rowsOf(part.take(event)),
        ];
        begun = true;
        return paint(rows);
      }
      if (event.type !== 'scenario') return paint(rowsOf(part.take(event)));
      const before = rowsOf(part.release());
      part = viewOfScenario(options, event);
      const rows = rowsOf(part.take(event));
      const separated = [...before, ...(begun ? [[]] : []), ...rows];
      begun = true;
      return paint(separated);
    },
    release: () => paint(rowsOf(part.release())),
  };
}

/** A live session shows the time of each row; a story only where it changes. */
function layoutOf({ plain, width, wire }: TerminalOptions, scenario: ScenarioEvent | undefined) {
  if (plain) return layoutForWords(width);
  if (scenario?.live) return liveLayoutFor(width);
  return wire === 'brief' ? briefLayoutFor(width) : layoutFor(width);
}

/** The rows of one scenario, as far as they can be told. */
interface PartView {
  take(event: TranscriptEvent): readonly ToldRows[];
  release(): readonly ToldRows[];
}

/** The rows of one scenario's events, with what was counted and explained so far. */
function viewOfScenario(options: TerminalOptions, scenario: ScenarioEvent | undefined): PartView {
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
  const { message, exchange, traffic, togetherOnLane, goodbye, figures } = trafficView({
    layout,
    sight,
    isRelative,
    plain,
    wire: options.wire,
  });

  const asideRows = (text: string) =>
    indent(wrap([span(text, 'dim')], layout.textCells), layout.textColumn);
  const hidden = () => !over && !reached;

  /** What happens in a step that is shown; no check has the last word then. */
  const inStep = (rows: () => readonly Row[]): readonly Row[] => {
    if (hidden()) return [];
    afterCheck = false;
    return rows();
  };

  const eventRows = (event: TranscriptEvent, laterMs = 0): readonly Row[] => {
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
        const rows = traffic(event, laterMs);
        const isApart = event.type === 'table' && (over || afterCheck);
        if (rows.length > 0) afterCheck = false;
        return isApart ? [[], ...rows] : rows;
      }
    }
  };

  const pieceRows = (piece: Told): readonly Row[] => {
    if (piece.what !== 'event') return hidden() ? [] : asideRows(piece.text);
    const { event, answer, laterMs } = piece;
    if (isTraffic(event) && hidden()) return [];
    if (answer !== undefined && event.type === 'message') {
      afterCheck = false;
      return exchange(event, answer, piece);
    }
    if ((piece.rest || piece.isHead) && event.type === 'message') {
      afterCheck = false;
      return message(event, laterMs, piece.rest ? 'body' : 'head');
    }
    return eventRows(event, laterMs);
  };

  /** A view never ends a session: what cannot be shown is named, and the next message is shown. */
  const safely = (piece: Told | Joined): readonly Row[] => {
    try {
      switch (piece.what) {
        case 'figures':
          return hidden() ? [] : figures(piece);
        case 'together':
          return inStep(() => togetherOnLane(piece));
        case 'goodbye':
          return inStep(() => goodbye(piece));
        default:
          return pieceRows(piece);
      }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return asideRows(`! ${nameOf(piece)} could not be shown here (${why}); -o saves it`);
    }
  };

  let lastTold = 0;
  const timed = (piece: Told | Joined): ToldRows => {
    const rows = safely(piece);
    // A wait is told as soon as it begins, and a fold in the place of what it hides.
    lastTold = endOf(piece) ?? lastTold;
    return { at: lastTold, rows, ...(piece.what === 'event' && { event: piece.event }) };
  };

  const told = (pieces: readonly Told[]): readonly ToldRows[] =>
    (isRelative ? together(besideTheirRows(pieces)) : pieces).map(timed);

  return {
    take: (event) => told(chosen.take(event)),
    release: () => told(chosen.release()),
  };
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
