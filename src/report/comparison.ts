import type { EndEvent, TableEvent, TranscriptEvent } from '../lab/transcript.ts';
import { formatBytes, formatDuration, formatNumber } from './quantities.ts';

/** One variant as it was played. */
interface Played {
  readonly end: EndEvent;
  /** Lab time of the last event that was not part of the summing up. */
  readonly labMs: number;
  readonly figures: ReadonlyMap<string, string>;
  readonly held: readonly string[];
  readonly broken: readonly string[];
}

/** Gathers the variants of a scenario while they are played, to say in one table what differs. */
export function comparison(): {
  take(event: TranscriptEvent): void;
  table(): TableEvent;
} {
  const played: Played[] = [];
  let figures = new Map<string, string>();
  let held: string[] = [];
  let broken: string[] = [];
  return {
    take(event) {
      switch (event.type) {
        case 'scenario':
          figures = new Map();
          held = [];
          broken = [];
          break;
        case 'figure':
          figures.set(event.name, `${formatNumber(event.value)} ${event.unit}`.trim());
          break;
        case 'check':
          (event.holds ? held : broken).push(event.id);
          break;
        case 'end':
          played.push({ end: event, labMs: event.at, figures, held, broken });
          break;
      }
    },
    table() {
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
          ['checks', ...played.map(checks)],
          ['as predicted', ...played.map(({ end }) => (end.asPredicted ? 'yes' : 'no'))],
        ],
      };
    },
  };
}

function checks({ held, broken }: Played): string {
  if (broken.length === 0) return `${held.length} hold`;
  return `breaks ${broken.join(', ')}`;
}
