import type { ScenarioEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import { type Row, span } from '../../text/spans.ts';
import { shownAnyway } from './as-bytes.ts';
import { captureFullRows, endedRows, faultRows, openedRows, refusedRows } from './connection.ts';
import { messageRows } from './message.ts';
import { queryRows } from './query.ts';
import { remarks } from './remarks.ts';
import type { Knowledge } from './view-options.ts';

/** Says nothing about anything: for pictures that have no room for remarks. */
export const silence: Knowledge = {
  annotateField: () => undefined,
  annotateMethod: () => undefined,
  annotateStatus: () => undefined,
};

/** The terminal's words about what happens on the wire, without its columns. */
export interface Wording {
  /** The rows of an event, each at most `cells` wide; none if it is told in another way. */
  rows(event: TranscriptEvent, isRest?: boolean): readonly Row[];
}

/** The wording of one scenario in `brief`. What it names is safe text, not yet markup of any kind. */
export function wording(
  scenario: ScenarioEvent | undefined,
  cells: number,
  knowledge: Knowledge,
): Wording {
  const seen = remarks(false);
  const detail = 'brief';
  const focus = new Set(scenario?.focus ?? []);
  const sight = { cells, detail, focus, knowledge, remarks: seen } as const;
  const rowsOf = (event: TranscriptEvent, isRest: boolean): readonly Row[] => {
    switch (event.type) {
      case 'message': {
        const rows = messageRows(event, sight, isRest);
        return rows.length > 0 ? rows : [[span(event.message.summary)]];
      }
      case 'query':
        return queryRows(event, sight);
      case 'fault':
        return faultRows(event, cells);
      case 'connection-opened':
        return openedRows(event, cells);
      case 'connection-refused':
        return refusedRows(event, cells);
      case 'connection-ended':
        return endedRows(event, cells);
      case 'capture-full':
        return captureFullRows(event, cells);
      default:
        return [];
    }
  };
  return {
    rows: (event, isRest = false) => shownAnyway(event, (each) => rowsOf(each, isRest), []),
  };
}

/** A row as plain text. */
export function rowText(row: Row): string {
  return row.map(({ text }) => text).join('');
}
