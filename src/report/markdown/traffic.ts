import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { formatLabTime } from '../../text/quantities.ts';
import { gap, type Row, span, wrap } from '../../text/spans.ts';
import { type ArrowSort, arrowOf } from '../story/sequence.ts';
import { rowText, type Wording } from '../story/wording.ts';
import type { Lane } from '../terminal/lane.ts';
import { laneRows, layoutFor } from '../terminal/layout.ts';

/** As wide as a block can be on a published page before it scrolls, in cells. */
const layout = layoutFor(96);
/** The widest that what is said may be, in cells. */
export const trafficCells = layout.textCells;

const signs: Readonly<Record<ArrowSort, Lane['arrow']>> = {
  request: '→',
  response: '←',
  lost: '╳',
  cut: '╳',
  query: '⇒',
  touched: '~',
};

/** The lines of one event in its lane, as the terminal shows them. */
export function trafficLines(
  event: TranscriptEvent,
  words: Wording,
  isRest = false,
): readonly string[] {
  const rows = words.rows(event, isRest);
  const arrow = arrowOf(event);
  if (arrow === undefined || rows.length === 0) return lines(rows);
  const answers = event.type === 'message' && event.message.direction === 'server-to-client';
  const [left, right] = answers ? [arrow.to, arrow.from] : [arrow.from, arrow.to];
  const lane: Lane = { left, arrow: signs[arrow.sort], right, role: 'plain' };
  return lines(laneRows(layout, lane, formatLabTime(event.at), rows));
}

/** The lines of a fold or of a wait. */
export function asideLines(text: string): readonly string[] {
  return lines(wrap([span(text)], layout.textCells).map((row) => [gap(layout.textColumn), ...row]));
}

function lines(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => rowText(row).slice(layout.margin).trimEnd());
}
