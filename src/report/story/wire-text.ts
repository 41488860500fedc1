import type {
  FigureEvent,
  MessageEvent,
  QueryEvent,
  TranscriptEvent,
} from '../../lab/record/transcript.ts';
import { formatCount } from '../../text/quantities.ts';
import { toldAs } from './kinds/index.ts';

/**
 * What an event says, in plain lines without any remark: what a card or a lesson looks for in a run.
 * Empty for what is no traffic: steps, notes, checks, tables. Raw, not yet safe for a terminal.
 */
export function eventText(event: TranscriptEvent): string {
  return eventLines(event).join('\n');
}

function eventLines(event: TranscriptEvent): readonly string[] {
  switch (event.type) {
    case 'message':
      return wireLines(event);
    case 'query':
      return queryLines(event);
    case 'fault':
      return [`the tap ${event.sentence}`];
    case 'connection-opened':
      return ['connection opened'];
    case 'connection-ended':
      return [`connection ended ${event.how}`];
    case 'connection-refused':
      return [`connection refused ${event.code}`];
    case 'wait':
      return [`waits ${Math.round(event.at - event.from)} ms`];
    case 'figure':
      return [figureLine(event)];
    default:
      return [];
  }
}

/** A statement with its parameters, then how many rows it returned or changed. */
export function queryLines({ sql, parameters, rows }: QueryEvent): readonly string[] {
  const statement = `SQL ${sql.replace(/\s+/g, ' ').trim()}`;
  const values = parameters.length === 0 ? '' : ` ${JSON.stringify(parameters)}`;
  return [statement + values, `(${formatCount(rows, 'row')})`];
}

function figureLine({ name, value, unit }: FigureEvent): string {
  return `figure ${name}: ${value} ${unit}`.trimEnd();
}

/** The lines of a message as it stands on the wire, bodies decoded. Raw, not yet safe for a terminal. */
export function wireLines({ message, delivery }: MessageEvent): readonly string[] {
  const lines = toldAs(message).lines(message);
  if (delivery === 'whole') return lines;
  return [...lines, delivery === 'none' ? '(never delivered)' : '(only a part was delivered)'];
}
