import { annotateField, annotateMethod, annotateStatus } from '../../knowledge/index.ts';
import type {
  ConnectionEndedEvent,
  MessageEvent,
  QueryEvent,
  ScenarioEvent,
  TranscriptEvent,
} from '../../lab/transcript.ts';
import { chartRows, figureRows, tableRows } from './chart.ts';
import {
  captureFullRows,
  cuts,
  endedRows,
  faultRows,
  openedRows,
  refusedRows,
} from './connection.ts';
import { fold } from './fold.ts';
import { checkRows, endRows, failureRows, headerRows } from './frame.ts';
import { hexRows } from './hex.ts';
import { type Lane, laneRows, layoutFor } from './layout.ts';
import { isSilent, messageRows } from './message.ts';
import { messageBudget } from './message-budget.ts';
import type { TerminalOptions } from './options.ts';
import { painter } from './paint.ts';
import { queryLikeness, queryRows } from './query.ts';
import { remarks } from './remarks.ts';
import { gap, indent, paragraphs, type Row, span, wrap } from './spans.ts';

/** Shows a transcript in a terminal while it happens. */
export interface TerminalView {
  /** Takes the next event; returns the text to print now, whole lines or nothing. */
  write(event: TranscriptEvent): string;
}

/** A view of one transcript. Pure: the same events give the same text. */
export function terminalView(options: TerminalOptions): TerminalView {
  const paint = painter(options.colour);
  let part = viewOfScenario(options, undefined);
  let begun = false;
  return {
    write(event) {
      if (event.type !== 'scenario') return paint(part(event));
      part = viewOfScenario(options, event);
      const rows = part(event);
      const separated = begun ? [[], ...rows] : rows;
      begun = true;
      return paint(separated);
    },
  };
}

/** The rows of one scenario's events, with what was counted and explained so far. */
function viewOfScenario(
  options: TerminalOptions,
  scenario: ScenarioEvent | undefined,
): (event: TranscriptEvent) => readonly Row[] {
  const layout = layoutFor(options.width);
  const brief = options.wire === 'brief';
  const detail = brief ? 'brief' : 'full';
  const knowledge = options.knowledge ?? knownFacts;
  const seen = remarks(!brief);
  const sight = {
    cells: layout.textCells,
    detail,
    focus: new Set(scenario?.focus ?? []),
    knowledge,
    remarks: seen,
  } as const;
  const folded = fold();
  const faulted = new Set<number>();
  /** Connections that their client gave up, so that nothing is left to say when they break off. */
  const givenUp = new Set<number>();
  const toldReset = new Set<number>();
  let budget = messageBudget();
  let lastQuery = '';
  let step = 0;
  let afterCheck = false;
  let over = false;

  const foldedRows = () => {
    lastQuery = '';
    return indent(folded.rows(layout.textCells), layout.textColumn);
  };
  const onLane = (lane: Lane, at: number, rows: readonly Row[]) =>
    rows.length === 0 ? [] : [...foldedRows(), ...laneRows(layout, lane, at, rows)];
  const body = (rows: readonly Row[]) => [...foldedRows(), ...indent(rows, layout.margin)];
  const bodyCells = layout.width - layout.margin;

  const message = (event: MessageEvent): readonly Row[] => {
    const broken = faulted.has(event.connection) || givenUp.has(event.connection);
    if (brief && isSilent(event, broken)) return [];
    if (brief && !budget.allows(event)) {
      folded.message(event);
      return [];
    }
    const shown = onLane(laneOfMessage(event), event.at, messageRows(event, sight));
    return options.wire === 'hex'
      ? [...shown, ...indent(hexRows(event, bodyCells), layout.margin)]
      : shown;
  };

  const query = (event: QueryEvent): readonly Row[] => {
    const likeness = queryLikeness(event);
    if (brief && likeness === lastQuery) {
      folded.query(event);
      return [];
    }
    const lane: Lane = { left: event.client, arrow: '⇒', right: event.database, role: 'query' };
    const rows = onLane(lane, event.at, queryRows(event, layout.textCells, detail));
    lastQuery = likeness;
    return rows;
  };

  const ended = (event: ConnectionEndedEvent): readonly Row[] => {
    if (event.direction === 'client-to-server' && event.by === 'sender')
      givenUp.add(event.connection);
    const told = faulted.has(event.connection) || toldReset.has(event.connection);
    if (told && event.by === 'tap') return [];
    if (brief && (told || (event.how === 'fin' && event.by !== 'tap'))) return [];
    if (event.how === 'rst') toldReset.add(event.connection);
    const lane = laneBetween(event, event.how === 'rst' ? '╳' : '·');
    return onLane(lane, event.at, endedRows(event, layout.textCells));
  };

  const traffic = (event: Traffic): readonly Row[] => {
    switch (event.type) {
      case 'note':
        return body(paragraphs(event.text, bodyCells, 'remark'));
      case 'connection-opened':
        return brief
          ? []
          : onLane(laneBetween(event, '·'), event.at, openedRows(event, layout.textCells));
      case 'connection-ended':
        return ended(event);
      case 'connection-refused':
        return onLane(laneBetween(event, '╳'), event.at, refusedRows(event, layout.textCells));
      case 'message':
        return message(event);
      case 'capture-full':
        return body(captureFullRows(event, bodyCells));
      case 'fault':
        if (cuts(event)) faulted.add(event.connection);
        return onLane(
          laneBetween(event, cuts(event) ? '╳' : '~'),
          event.at,
          faultRows(event, layout.textCells),
        );
      case 'query':
        return query(event);
      case 'wait':
        folded.wait(event);
        return [];
      case 'figure':
        return body(figureRows(event, bodyCells));
      case 'chart':
        return body(chartRows(event, bodyCells));
      case 'table':
        // A comparison of whole runs comes after their ends.
        return [...(over || afterCheck ? [[]] : []), ...body(tableRows(event, bodyCells))];
    }
  };

  const trafficRows = (event: Traffic): readonly Row[] => {
    const rows = traffic(event);
    if (rows.length > 0) afterCheck = false;
    return rows;
  };

  const hidden = () => !over && step < (options.fromStep ?? 0);

  return (event) => {
    switch (event.type) {
      case 'scenario':
        return headerRows(event, layout, detail);
      case 'step': {
        const before = hidden() ? [] : foldedRows();
        step = event.step;
        budget = messageBudget();
        afterCheck = false;
        seen.nextStep();
        folded.nextStep();
        if (hidden()) return [];
        const number = span(`${event.step}  `, 'dim');
        const [first = [], ...more] = wrap([span(event.title, 'strong')], layout.width - 6);
        return [...before, [], [gap(2), number, ...first], ...indent(more, 5)];
      }
      case 'check': {
        const rows = [...foldedRows(), ...(afterCheck ? [] : [[]]), ...checkRows(event, layout)];
        afterCheck = true;
        return rows;
      }
      case 'failure':
        return [...foldedRows(), [], ...failureRows(event, layout)];
      case 'end':
        over = true;
        return [...foldedRows(), ...(afterCheck ? [] : [[]]), ...endRows(event, scenario, layout)];
      default:
        if (hidden()) return [];
        return trafficRows(event);
    }
  };
}
/** What happens inside steps. */
type Traffic = Exclude<
  TranscriptEvent,
  { readonly type: 'scenario' | 'step' | 'check' | 'failure' | 'end' }
>;

function laneOfMessage(event: MessageEvent): Lane {
  if (event.delivery === 'none') return laneBetween(event, '╳');
  const request = event.message.direction === 'client-to-server';
  return {
    left: event.client,
    arrow: request ? '→' : '←',
    right: event.server,
    role: request ? 'request' : 'response',
  };
}

function laneBetween(
  event: { readonly client: string; readonly server: string },
  arrow: '╳' | '~' | '·',
): Lane {
  return { left: event.client, arrow, right: event.server, role: arrow === '·' ? 'dim' : 'fault' };
}

const knownFacts = { annotateField, annotateMethod, annotateStatus };
