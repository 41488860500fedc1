import type { MessageEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import { formatDuration, formatLabTime } from '../../text/quantities.ts';
import { indent, paragraphs, type Row, rowCells, span } from '../../text/spans.ts';
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
import type { Sight } from '../story/sight.ts';
import type { WireDetail } from '../story/view-options.ts';
import { briefLaneRows } from './brief-layout.ts';
import { briefChartRows, chartRows, figureRows, tableInWords, tableRows } from './chart.ts';
import { hexRows } from './hex.ts';
import { laneInWords } from './in-words.ts';
import type { Arrow, Lane } from './lane.ts';
import { type Layout, laneRows } from './layout.ts';
import type { Figures, Goodbye, Together } from './together.ts';

/** How what crosses is told, and in which columns. */
export interface TrafficOptions {
  readonly layout: Layout;
  readonly sight: Omit<Sight, 'edgeCells'>;
  /** How much later something was stands at the right edge, instead of the time beside the names. */
  readonly isRelative: boolean;
  /** Lines of words, for those who listen. */
  readonly plain: boolean;
  readonly wire: WireDetail;
}

export type Traffic = ReturnType<typeof trafficView>;

/** The rows of what happens inside steps, each for itself. */
export function trafficView({ layout, sight, isRelative, plain, wire }: TrafficOptions) {
  const onLane = (lane: Lane<Arrow>, { at, ...when }: When, rows: readonly Row[]) => {
    if (rows.length === 0) return [];
    if (isRelative) return briefLaneRows(layout, lane, since(when), rows);
    return laneRows(layout, plain ? laneInWords(lane) : lane, formatLabTime(at), rows);
  };
  const body = (rows: readonly Row[]) => indent(rows, layout.margin);
  const bodyCells = layout.width - layout.margin;

  /** What is seen beside what stands at the right edge. */
  const besideEdge = (before: Before) => {
    const edge = since(before);
    const isBeside = isRelative && layout.beside && edge !== '';
    const edgeCells = isBeside ? rowCells([span(edge)]) + 2 : 0;
    return { ...sight, edgeCells };
  };

  const message = (
    event: MessageEvent,
    before: Before = {},
    part?: 'head' | 'body',
  ): readonly Row[] => {
    const isRest = part === 'body';
    const when = { at: event.at, ...before };
    const said = messageRows(event, besideEdge(before), isRest);
    const shown = onLane(laneOfMessage(event), when, said);
    // A head that is told alone has no bytes of its own: they come with the message.
    return wire === 'hex' && part !== 'head'
      ? [...shown, ...indent(hexRows(event, bodyCells), layout.margin)]
      : shown;
  };

  const togetherOnLane = ({ events, ...before }: Together & Before): readonly Row[] => {
    const [first] = events;
    if (first === undefined) return [];
    const when = { at: first.at, ...before };
    return onLane(laneOfMessage(first), when, togetherRows(events, besideEdge(before)));
  };

  const goodbye = ({ event, ...before }: Goodbye & Before): readonly Row[] => {
    const lane = { ...laneOfMessage(event), arrow: '⇄' } as const;
    return onLane(lane, { at: event.at, ...before }, messageRows(event, besideEdge(before)));
  };

  const figures = ({ events }: Figures): readonly Row[] => body(figureRows(events, bodyCells));

  /** A request and its answer: on one row if there is room, or for enough of what it says. */
  const exchange = (request: MessageEvent, answer: MessageEvent, times: Times): readonly Row[] => {
    const { answerMs = 0, ...before } = times;
    const when = { at: request.at, ...before };
    const asked = messageRows(request, besideEdge(before));
    const answered = answerBehind(asked, answer, times);
    if (answered !== undefined) {
      const lane = { ...laneOfMessage(request), arrow: '⇄' } as const;
      return onLane(lane, when, answered);
    }
    return [
      ...onLane(laneOfMessage(request), when, asked),
      ...message(answer, { laterMs: answerMs }),
    ];
  };

  /** The rows of a request with its answer behind them; undefined if that takes a row of its own. */
  const answerBehind = (
    asked: readonly Row[],
    answer: MessageEvent,
    { answerMs = 0, ...before }: Times,
  ): readonly Row[] | undefined => {
    if (answerMs > 0 && !isRelative) return undefined;
    const last = asked.at(-1) ?? [];
    // Nothing stands behind a remark.
    if (asked.length > MOST_ASKED_ROWS || last.some(({ role }) => role === 'remark'))
      return undefined;
    const took = answerMs > 0 ? ` → ${formatDuration(answerMs)} → ` : ' → ';
    const start: Row = [...last, span(took, 'dim')];
    const edge = asked.length === 1 ? besideEdge(before).edgeCells : 0;
    const attempt = sight.remarks.attempt();
    const edgeCells = rowCells(start) + edge;
    const [row, ...more] = messageRows(answer, { ...sight, remarks: attempt.remarks, edgeCells });
    if (row === undefined || more.length > 0) return undefined;
    if (rowCells(start) + rowCells(row) > layout.textCells - edge) return undefined;
    attempt.keep();
    return [...asked.slice(0, -1), [...start, ...row]];
  };

  const traffic = (event: Happening, before: Before = {}): readonly Row[] => {
    const when = { at: event.at, ...before };
    const beside = besideEdge(before);
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
        return message(event, before);
      case 'capture-full':
        return body(captureFullRows(event, bodyCells));
      case 'fault':
        return onLane(
          laneBetween(event, cuts(event) ? '╳' : '~'),
          when,
          faultRows(event, cells, sight.detail),
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
        return body(
          (sight.detail === 'brief' && !plain ? briefChartRows : chartRows)(event, bodyCells),
        );
      case 'table': {
        const rows = plain ? tableInWords(event, bodyCells) : tableRows(event, bodyCells);
        return body(rows);
      }
    }
  };

  return { message, exchange, traffic, togetherOnLane, goodbye, figures };
}

/** What was before something that is told. */
export interface Before {
  /** Lab time since what was told before it, in milliseconds. */
  readonly laterMs?: number | undefined;
  /** What was folded before it, and the time that took. */
  readonly folded?: string | undefined;
}

/** When something happened: lab time in milliseconds, and what was before it. */
interface When extends Before {
  readonly at: number;
}

interface Times extends Before {
  /** Lab time from the request to its answer, in milliseconds. */
  readonly answerMs?: number | undefined;
}

/** What stands at the right edge of a row: what was before it. */
function since({ laterMs = 0, folded }: Before): string {
  return folded ?? (laterMs > 0 ? `${formatDuration(laterMs)} later` : '');
}

/** What happens inside steps. */
type Happening = Exclude<
  TranscriptEvent,
  { readonly type: 'scenario' | 'step' | 'check' | 'comparison' | 'failure' | 'end' }
>;

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

/** How many rows a request may take that has its answer behind it. */
const MOST_ASKED_ROWS = 2;
