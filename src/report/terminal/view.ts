import { annotateField, annotateMethod, annotateStatus } from '../../knowledge/index.ts';
import { isStep } from '../../lab/record/step-name.ts';
import type { MessageEvent, ScenarioEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import { painter } from '../../text/paint.ts';
import { gap, indent, paragraphs, type Row, rowCells, span, wrap } from '../../text/spans.ts';
import {
  captureFullRows,
  cuts,
  endedRows,
  faultRows,
  openedRows,
  refusedRows,
} from '../story/connection.ts';
import { messageRows } from '../story/message.ts';
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
import { laneRows, layoutFor, layoutForWords } from './layout.ts';

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
  return wire === 'brief' && !scenario?.live ? briefLayoutFor(width) : layoutFor(width);
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
  let lastAt: number | undefined;
  const onLane = (lane: Lane<Arrow>, at: number, rows: readonly Row[]): readonly Row[] => {
    if (rows.length === 0) return [];
    if (plain || !brief || scenario?.live) {
      return laneRows(layout, plain ? laneInWords(lane) : lane, at, rows);
    }
    const isNewTime = at !== lastAt;
    lastAt = at;
    return briefLaneRows(layout, lane, at, rows, isNewTime);
  };
  const body = (rows: readonly Row[]) => indent(rows, layout.margin);
  const bodyCells = layout.width - layout.margin;

  const message = (event: MessageEvent, part?: 'head' | 'body'): readonly Row[] => {
    const isRest = part === 'body';
    const shown = onLane(laneOfMessage(event), event.at, messageRows(event, sight, isRest));
    // A head that is told alone has no bytes of its own: they come with the message.
    return options.wire === 'hex' && part !== 'head'
      ? [...shown, ...indent(hexRows(event, bodyCells), layout.margin)]
      : shown;
  };

  /** A request and its answer: on one row if there is room. */
  const exchange = (request: MessageEvent, answer: MessageEvent): readonly Row[] => {
    const [asked, answered] = [messageRows(request, sight), messageRows(answer, sight)];
    const row = onOneRow(asked, answered, layout.textCells);
    if (row === undefined || request.at !== answer.at) {
      return [
        ...onLane(laneOfMessage(request), request.at, asked),
        ...onLane(laneOfMessage(answer), answer.at, answered),
      ];
    }
    const lane = { ...laneOfMessage(request), arrow: '⇄' } as const;
    return onLane(lane, request.at, [row]);
  };

  const traffic = (event: Traffic): readonly Row[] => {
    switch (event.type) {
      case 'note':
        return body(paragraphs(event.text, bodyCells, 'remark'));
      case 'connection-opened':
        return onLane(laneBetween(event, '·'), event.at, openedRows(event, layout.textCells));
      case 'connection-ended':
        return onLane(
          laneBetween(event, event.how === 'rst' ? '╳' : '·'),
          event.at,
          endedRows(event, layout.textCells),
        );
      case 'connection-refused':
        return onLane(laneBetween(event, '╳'), event.at, refusedRows(event, layout.textCells));
      case 'message':
        return message(event);
      case 'capture-full':
        return body(captureFullRows(event, bodyCells));
      case 'fault':
        return onLane(
          laneBetween(event, cuts(event) ? '╳' : '~'),
          event.at,
          faultRows(event, layout.textCells),
        );
      case 'query':
        return onLane(
          { left: event.client, arrow: '⇒', right: event.database, role: 'query' },
          event.at,
          queryRows(event, sight),
        );
      case 'crossing':
      case 'wait':
      case 'tls-secret':
        return [];
      case 'figure':
        return body(figureRows(event, bodyCells));
      case 'chart':
        return body((brief && !plain ? briefChartRows : chartRows)(event, bodyCells));
      case 'table': {
        const rows = plain ? tableInWords(event, bodyCells) : tableRows(event, bodyCells);
        return [...(over || afterCheck ? [[]] : []), ...body(rows)];
      }
    }
  };

  const hidden = () => !over && !reached;

  const eventRows = (event: TranscriptEvent): readonly Row[] => {
    switch (event.type) {
      case 'scenario':
        return options.within ? [] : headerRows(event, layout, detail);
      case 'step': {
        reached ||= isStep(options.fromStep ?? 1, event);
        afterCheck = false;
        if (hidden()) return [];
        const number = span(`${event.step}  `, 'dim');
        const [first = [], ...more] = wrap([span(event.title, 'strong')], layout.width - 6);
        return [[], [gap(2), number, ...first], ...indent(more, 5)];
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
        const rows = traffic(event);
        if (rows.length > 0) afterCheck = false;
        return rows;
      }
    }
  };

  const pieceRows = (piece: Told): readonly Row[] => {
    if (piece.what !== 'event') return hidden() ? [] : asideRows(piece.text);
    const { event, answer } = piece;
    if (isTraffic(event) && hidden()) return [];
    if (answer !== undefined && event.type === 'message') {
      afterCheck = false;
      return exchange(event, answer);
    }
    if ((piece.rest || piece.isHead) && event.type === 'message') {
      afterCheck = false;
      return message(event, piece.rest ? 'body' : 'head');
    }
    return eventRows(event);
  };

  /** A view never ends a session: what cannot be shown is named, and the next message is shown. */
  const safely = (piece: Told): readonly Row[] => {
    try {
      return pieceRows(piece);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return asideRows(`! ${nameOf(piece)} could not be shown here (${why}); -o saves it`);
    }
  };

  let lastTold = 0;
  const timed = (piece: Told): ToldRows => {
    const rows = safely(piece);
    // A wait is told as soon as it begins, and a fold in the place of what it hides.
    if (piece.what === 'event') lastTold = (piece.answer ?? piece.event).at;
    if (piece.what === 'fold') lastTold = piece.hidden.at(-1)?.at ?? lastTold;
    return { at: lastTold, rows, ...(piece.what === 'event' && { event: piece.event }) };
  };

  return {
    take: (event) => chosen.take(event).map(timed),
    release: () => chosen.release().map(timed),
  };
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

function nameOf(piece: Told): string {
  if (piece.what !== 'event') return 'a fold';
  const { event } = piece;
  return event.type === 'message' ? truncateText(event.message.summary) : `a ${event.type}`;
}

const truncateText = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** A request and its answer beside each other, `GET /orders/1 → 200 OK`; undefined if it takes more than one row. */
function onOneRow(asked: readonly Row[], answered: readonly Row[], cells: number): Row | undefined {
  const [request, ...more] = asked;
  const [answer, ...others] = answered;
  if (request === undefined || answer === undefined || more.length + others.length > 0) return;
  const row = [...request, span(' → ', 'dim'), ...answer];
  return rowCells(row) <= cells ? row : undefined;
}

const knownFacts = { annotateField, annotateMethod, annotateStatus };
