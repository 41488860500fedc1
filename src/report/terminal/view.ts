import { annotateField, annotateMethod, annotateStatus } from '../../knowledge/index.ts';
import { isStep } from '../../lab/record/step-name.ts';
import type { MessageEvent, ScenarioEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import { painter } from '../../text/paint.ts';
import { formatDuration, formatLabTime } from '../../text/quantities.ts';
import { gap, indent, paragraphs, type Row, rowCells, span, wrap } from '../../text/spans.ts';
import {
  captureFullRows,
  cuts,
  endedRows,
  faultRows,
  openedRows,
  refusedRows,
} from '../story/connection.ts';
import { messageRows, togetherRows } from '../story/message.ts';
import { queryRows } from '../story/query.ts';
import { remarks } from '../story/remarks.ts';
import { selection, type Told } from '../story/selection.ts';
import type { TerminalOptions } from '../story/view-options.ts';
import { briefLaneRows, briefLayoutFor } from './brief-layout.ts';
import { briefChartRows, chartRows, figureRows, tableInWords, tableRows } from './chart.ts';
import { comparedRows } from './compared.ts';
import { checkRows, endRows, failureRows, headerRows } from './frame.ts';
import { hexRows } from './hex.ts';
import { inWords, laneInWords } from './in-words.ts';
import type { Arrow, Lane } from './lane.ts';
import { laneRows, layoutFor, layoutForWords, liveLayoutFor } from './layout.ts';
import {
  besideTheirRows,
  type Figures,
  type Goodbye,
  type Joined,
  type Together,
  together,
} from './together.ts';

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

  const asideRows = (text: string) =>
    indent(wrap([span(text, 'dim')], layout.textCells), layout.textColumn);
  /** In brief a story tells how much later something was, anything else at what time. */
  const isRelative = brief && !plain && !scenario?.live;
  const onLane = (lane: Lane<Arrow>, { at, laterMs = 0 }: When, rows: readonly Row[]) => {
    if (rows.length === 0) return [];
    if (isRelative) return briefLaneRows(layout, lane, later(laterMs), rows);
    return laneRows(layout, plain ? laneInWords(lane) : lane, formatLabTime(at), rows);
  };
  const body = (rows: readonly Row[]) => indent(rows, layout.margin);
  const bodyCells = layout.width - layout.margin;

  /** What is seen beside a time at the right edge. */
  const besideTime = (laterMs: number) => {
    const isBeside = isRelative && layout.beside && laterMs > 0;
    const edgeCells = isBeside ? rowCells([span(later(laterMs))]) + 2 : 0;
    return { ...sight, edgeCells };
  };

  const message = (event: MessageEvent, laterMs = 0, part?: 'head' | 'body'): readonly Row[] => {
    const isRest = part === 'body';
    const when = { at: event.at, laterMs };
    const said = messageRows(event, besideTime(laterMs), isRest);
    const shown = onLane(laneOfMessage(event), when, said);
    // A head that is told alone has no bytes of its own: they come with the message.
    return options.wire === 'hex' && part !== 'head'
      ? [...shown, ...indent(hexRows(event, bodyCells), layout.margin)]
      : shown;
  };

  const togetherOnLane = ({ events, laterMs }: Together): readonly Row[] => {
    const [first] = events;
    if (first === undefined || hidden()) return [];
    afterCheck = false;
    const when = { at: first.at, laterMs };
    return onLane(laneOfMessage(first), when, togetherRows(events, besideTime(laterMs)));
  };

  const goodbye = ({ event, laterMs }: Goodbye): readonly Row[] => {
    if (hidden()) return [];
    afterCheck = false;
    const lane = { ...laneOfMessage(event), arrow: '⇄' } as const;
    return onLane(lane, { at: event.at, laterMs }, messageRows(event, besideTime(laterMs)));
  };

  const figures = ({ events }: Figures): readonly Row[] => {
    if (hidden()) return [];
    return body(figureRows(events, bodyCells));
  };

  /** A request and its answer: on one row if there is room, or for enough of what it says. */
  const exchange = (request: MessageEvent, answer: MessageEvent, times: Times): readonly Row[] => {
    const { laterMs = 0, answerMs = 0 } = times;
    const asked = messageRows(request, besideTime(laterMs));
    const answered = answerBehind(asked, answer, times);
    if (answered !== undefined) {
      const lane = { ...laneOfMessage(request), arrow: '⇄' } as const;
      return onLane(lane, { at: request.at, laterMs }, answered);
    }
    return [
      ...onLane(laneOfMessage(request), { at: request.at, laterMs }, asked),
      ...message(answer, answerMs),
    ];
  };

  /** The rows of a request with its answer behind them; undefined if that takes a row of its own. */
  const answerBehind = (
    asked: readonly Row[],
    answer: MessageEvent,
    { laterMs = 0, answerMs = 0 }: Times,
  ): readonly Row[] | undefined => {
    if (answerMs > 0 && !isRelative) return undefined;
    const last = asked.at(-1) ?? [];
    // Nothing stands behind a remark.
    if (asked.length > MOST_ASKED_ROWS || last.some(({ role }) => role === 'remark'))
      return undefined;
    const took = answerMs > 0 ? ` → ${formatDuration(answerMs)} → ` : ' → ';
    const start: Row = [...last, span(took, 'dim')];
    const edge = asked.length === 1 ? besideTime(laterMs).edgeCells : 0;
    const attempt = seen.attempt();
    const edgeCells = rowCells(start) + edge;
    const [row, ...more] = messageRows(answer, { ...sight, remarks: attempt.remarks, edgeCells });
    if (row === undefined || more.length > 0) return undefined;
    if (rowCells(start) + rowCells(row) > layout.textCells - edge) return undefined;
    attempt.keep();
    return [...asked.slice(0, -1), [...start, ...row]];
  };

  const traffic = (event: Traffic, laterMs = 0): readonly Row[] => {
    const when = { at: event.at, laterMs };
    const beside = besideTime(laterMs);
    const cells = beside.cells - beside.edgeCells;
    switch (event.type) {
      case 'note':
        return body(paragraphs(event.text, bodyCells, 'remark'));
      case 'connection-opened':
        return onLane(laneBetween(event, '·'), when, openedRows(event, cells));
      case 'connection-ended':
        return onLane(
          laneBetween(event, event.how === 'rst' ? '╳' : '·'),
          when,
          endedRows(event, cells),
        );
      case 'connection-refused':
        return onLane(laneBetween(event, '╳'), when, refusedRows(event, cells));
      case 'message':
        return message(event, laterMs);
      case 'capture-full':
        return body(captureFullRows(event, bodyCells));
      case 'fault':
        return onLane(
          laneBetween(event, cuts(event) ? '╳' : '~'),
          when,
          faultRows(event, cells, detail),
        );
      case 'query':
        return onLane(
          { left: event.client, arrow: '⇒', right: event.database, role: 'query' },
          when,
          queryRows(event, { ...beside, cells }),
        );
      case 'crossing':
      case 'wait':
      case 'tls-secret':
        return [];
      case 'figure':
        return body(figureRows([event], bodyCells));
      case 'chart':
        return body((brief && !plain ? briefChartRows : chartRows)(event, bodyCells));
      case 'table': {
        const rows = plain ? tableInWords(event, bodyCells) : tableRows(event, bodyCells);
        return [...(over || afterCheck ? [[]] : []), ...body(rows)];
      }
    }
  };

  const hidden = () => !over && !reached;

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
        if (rows.length > 0) afterCheck = false;
        return rows;
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
          return figures(piece);
        case 'together':
          return togetherOnLane(piece);
        case 'goodbye':
          return goodbye(piece);
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

/** When something happened: lab time, and how long after what was told before it. In milliseconds. */
interface When {
  readonly at: number;
  readonly laterMs?: number;
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

type Times = Pick<Extract<Told, { what: 'event' }>, 'laterMs' | 'answerMs'>;

function later(ms: number): string {
  return ms > 0 ? `${formatDuration(ms)} later` : '';
}

/** What happens inside steps. */
type Traffic = Exclude<
  TranscriptEvent,
  { readonly type: 'scenario' | 'step' | 'check' | 'comparison' | 'failure' | 'end' }
>;

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

function laneOfMessage(event: MessageEvent): Lane<Arrow> {
  const request = event.message.direction === 'client-to-server';
  const role = request ? 'request' : 'response';
  return {
    left: event.client,
    arrow: request ? '→' : '←',
    right: event.server,
    role: event.delivery === 'none' ? 'fault' : role,
  };
}

function laneBetween(
  event: { readonly client: string; readonly server: string },
  arrow: '╳' | '~' | '·',
): Lane<Arrow> {
  return { left: event.client, arrow, right: event.server, role: arrow === '·' ? 'dim' : 'fault' };
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

/** How many rows a request may take that has its answer behind it. */
const MOST_ASKED_ROWS = 2;

const knownFacts = { annotateField, annotateMethod, annotateStatus };
