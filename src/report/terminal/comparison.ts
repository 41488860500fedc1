import type {
  EndEvent,
  FigureEvent,
  TableEvent,
  TranscriptEvent,
} from '../../lab/record/transcript.ts';
import { formatBytes, formatDuration, formatNumber } from '../../text/quantities.ts';

/** One variant as it was played. */
interface Played {
  readonly end: EndEvent;
  /** Lab time of the last event that was not part of the summing up. */
  readonly labMs: number;
  readonly figures: ReadonlyMap<string, string>;
  /** Whether a check held, by its id. */
  readonly checks: ReadonlyMap<string, boolean>;
}

/** Gathers the variants of a scenario while they are played, to say in one table what differs. */
export function comparison(): {
  take(event: TranscriptEvent): void;
  table(): TableEvent;
} {
  const played: Played[] = [];
  let figures = new Map<string, string>();
  let checks = new Map<string, boolean>();
  return {
    take(event) {
      switch (event.type) {
        case 'scenario':
          figures = new Map();
          checks = new Map();
          break;
        case 'figure':
          figures.set(figureLabel(event), formatNumber(event.value));
          break;
        case 'check':
          checks.set(event.id, event.holds);
          break;
        case 'end':
          played.push({ end: event, labMs: event.at, figures, checks });
          break;
      }
    },
    table() {
      const checkIds = [...new Set(played.flatMap((run) => [...run.checks.keys()]))];
      const figureNames = [...new Set(played.flatMap((run) => [...run.figures.keys()]))];
      return {
        type: 'table',
        at: 0,
        title: 'What differs',
        columns: ['', ...played.map(({ end }) => end.variant)],
        rows: [
          ['requests', ...played.map(({ end }) => formatNumber(end.totals.requests))],
          ['bytes', ...played.map(({ end }) => formatBytes(end.totals.bytes))],
          ['queries', ...played.map(({ end }) => formatNumber(end.totals.queries))],
          ['lab time', ...played.map(({ labMs }) => formatDuration(labMs))],
          ...figureNames.map((name) => [
            name,
            ...played.map((run) => run.figures.get(name) ?? '–'),
          ]),
          ...checkIds.map((id) => [id, ...played.map((run) => verdict(run.checks.get(id)))]),
          ['as predicted', ...played.map(({ end }) => (end.asPredicted ? 'yes' : 'no'))],
        ],
      };
    },
  };
}

/** The unit stands in the label, so that the columns stay narrow. */
function figureLabel({ name, unit }: FigureEvent): string {
  return unit === '' ? name : `${name}, ${unit}`;
}

function verdict(holds: boolean | undefined): string {
  if (holds === undefined) return '–';
  return holds ? '✓' : '✗';
}
