import type { ScenarioEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import type { PartyName } from '../../tap/events.ts';
import { safeText } from '../../text/safe-text.ts';
import { type Row, span, wrap } from '../../text/spans.ts';
import type { Exporter } from '../exporter.ts';
import { failureText } from '../story/failure-text.ts';
import { madeBy } from '../story/made-by.ts';
import { selection, type Told } from '../story/selection.ts';
import { type ArrowSort, arrowOf, partiesOf } from '../story/sequence.ts';
import type { TerminalOptions } from '../story/view-options.ts';
import { rowText, silence, wording } from '../story/wording.ts';

/** How wide a label may be, in cells. */
const labelCells = 64;
/** What Mermaid draws by itself: `maxTextSize` is 50,000 characters (Mermaid, configuration). */
const mostCharacters = 50_000;
/** Room for what says that only a part is drawn, and for the end of an open block, in characters. */
const reserve = 400;
/** What a line takes beside its text, and a step beside its note, in characters. */
const lineExtra = 5;
const stepExtra = 60;
/** More lanes than that nobody can read beside each other. */
const mostParties = 60;
const notAll = 'Only the beginning is drawn: the rest is too large for a diagram.';
/** What is said of a message that was cut off. */
const PART = 'only a part was delivered';
/** How many lines a label has at most: the first, and fields that the story is about. */
const labelLines = 3;

const signs: Readonly<Record<Exclude<ArrowSort, 'touched'>, string>> = {
  request: '->>',
  response: '-->>',
  lost: '--x',
  cut: '-x',
  query: '-)',
};

/**
 * A run as a Mermaid sequence diagram. It comes as a whole at the end, because the parties stand
 * before what passes between them. Several scenarios follow each other in one diagram.
 */
export function mermaidReport(): Exporter<string> {
  const events: TranscriptEvent[] = [];
  return {
    take(event) {
      events.push(event);
      return '';
    },
    end: () => mermaidDiagram(events),
  };
}

/**
 * The diagram of a run, or of its beginning if it is too large to be drawn; then it says so. What the wire
 * said is escaped: it cannot become syntax.
 */
export function mermaidDiagram(
  events: readonly TranscriptEvent[],
  { keeps }: Pick<TerminalOptions, 'keeps'> = {},
): string {
  const names = partiesOf(events);
  const shown = names.slice(0, mostParties);
  const notShown = new Set(names.slice(mostParties));
  const lanes = lanesOf(shown.length > 0 ? shown : ['lab']);
  const first = events.find((event) => event.type === 'scenario');
  const lines = [...accessible(first), ...lanes.declarations];
  let room = mostCharacters - reserve - lines.join('\n     ').length;
  let draw = drawingOf(undefined, lanes, keeps);
  let open = false;
  let isFull = false;
  const add = ({ event, statements }: Drawn) => {
    room -= statements.reduce((sum, { length }) => sum + length + lineExtra, 0);
    if (event?.type === 'step') room -= stepExtra;
    isFull ||= room < 0;
    if (isFull) return;
    const closes = event?.type === 'step' || event?.type === 'scenario' || event?.type === 'end';
    if (closes && open) {
      lines.push('end');
      open = false;
    }
    if (event?.type === 'step') {
      lines.push('rect rgba(128, 128, 128, 0.1)');
      open = true;
    }
    lines.push(...statements);
  };
  for (const event of events) {
    if (isFull || partiesOf([event]).some((name) => notShown.has(name))) {
      isFull = true;
      break;
    }
    if (event.type === 'scenario') {
      for (const each of draw.release()) add(each);
      draw = drawingOf(event, lanes, keeps);
    }
    for (const each of draw.take(event)) add(each);
  }
  for (const each of draw.release()) add(each);
  if (open) lines.push('end');
  if (isFull) lines.push(`Note over ${lanes.all}: ${mermaidText(notAll)}`);
  return `sequenceDiagram\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

/** What a screen reader says in place of the picture. */
function accessible(scenario: ScenarioEvent | undefined): readonly string[] {
  if (scenario === undefined) return [];
  return [
    `accTitle: ${mermaidText(`${scenario.id}, ${scenario.variant.name}`)}`,
    `accDescr: ${mermaidText(scenario.claim)}`,
  ];
}

interface Lanes {
  readonly declarations: readonly string[];
  id(name: PartyName): string;
  /** From the first lane to the last. */
  readonly all: string;
}

function lanesOf(names: readonly PartyName[]): Lanes {
  const ids = new Map(names.map((name, index) => [name, `p${index + 1}`]));
  const all = names.length > 1 ? `p1,p${names.length}` : 'p1';
  return {
    declarations: [...ids].map(([name, id]) => `participant ${id} as ${mermaidText(name)}`),
    id: (name) => ids.get(name) ?? 'p1',
    all,
  };
}

/** What a piece of the story adds to the diagram. */
interface Drawn {
  /** Absent for a fold or a wait. */
  readonly event?: TranscriptEvent;
  readonly statements: readonly string[];
}

interface Drawing {
  take(event: TranscriptEvent): readonly Drawn[];
  release(): readonly Drawn[];
}

/** The statements of one scenario's events. */
function drawingOf(
  scenario: ScenarioEvent | undefined,
  lanes: Lanes,
  keeps: TerminalOptions['keeps'],
): Drawing {
  const chosen = selection('brief', keeps && { keeps });
  const words = wording(scenario, labelCells, silence);
  const over = (text: string) => {
    const rows = wrap([span(text)], labelCells);
    return `Note over ${lanes.all}: ${rows.map((row) => mermaidText(rowText(row))).join('<br/>')}`;
  };
  const drawn = (event: TranscriptEvent, isRest = false): readonly string[] => {
    const rows = words.rows(event, isRest);
    const arrow = arrowOf(event);
    if (arrow === undefined) return remarkOn(event).map(over);
    const [from, to] = [lanes.id(arrow.from), lanes.id(arrow.to)];
    const label = labelOf(event, rows);
    if (arrow.sort === 'touched') {
      const place = from === to ? from : `${from},${to}`;
      return [`Note over ${place}: ${label}`];
    }
    return [`${from}${signs[arrow.sort]}${to}: ${label}`];
  };
  const pieceDrawn = (piece: Told): Drawn => {
    if (piece.what !== 'event') return { statements: [over(piece.text)] };
    const { event, answer, rest } = piece;
    const statements = [...drawn(event, rest), ...(answer === undefined ? [] : drawn(answer))];
    return { event, statements };
  };
  return {
    take: (event) => chosen.take(event).map(pieceDrawn),
    release: () => chosen.release().map(pieceDrawn),
  };
}

/** A message by its first row and what the story is about; everything else whole. */
function labelOf(event: TranscriptEvent, rows: readonly Row[]): string {
  const told = event.type === 'message' || event.type === 'query';
  const kept = told
    ? rows.filter((row, at) => at === 0 || row.some(({ role }) => role === 'focus'))
    : rows;
  const lines = kept.slice(0, labelLines).map(rowText);
  const isCut = event.type === 'message' && event.delivery === 'part';
  // A message of one row says it there.
  if (isCut && !lines.some((line) => line.includes(PART))) lines.push(`╳ ${PART}`);
  return lines.map(mermaidText).join('<br/>');
}

/** What is written over all lanes. */
function remarkOn(event: TranscriptEvent): readonly string[] {
  switch (event.type) {
    case 'scenario':
      return [`${event.id} · ${event.variant.name}: ${event.claim}`];
    case 'step':
      return [`${event.step} · ${event.title}`];
    case 'check':
      return [`${event.holds ? '✓' : '✗'} ${event.promise} (${madeBy(event)})`];
    case 'failure':
      return [`✗ failed: ${event.code} ${failureText(event)}`];
    default:
      return [];
  }
}

/** The only characters that pass as they are: none of them means anything to Mermaid. */
const plain = /^[\p{L}\p{M}\p{N} .,_'()?!=+*/|~·…→←⇒✓✗╳§–—-]$/u;

/**
 * Text for a Mermaid label. Whatever could be syntax, `;`, `#`, `:`, quotes, brackets and line ends
 * among it, becomes a numeric entity.
 */
export function mermaidText(raw: string): string {
  const text = safeText(raw).replace(/ +/g, ' ').trim();
  if (text === '') return '#32;';
  return Array.from(text, (character) =>
    plain.test(character) ? character : `#${character.codePointAt(0) ?? 32};`,
  ).join('');
}
