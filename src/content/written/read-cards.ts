import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Sign } from '../../evidence/evidence.ts';
import type { ChoiceCard, OrderCard, PredictWireCard, RecallCard } from '../card.ts';
import type { Finding } from './finding.ts';
import type { Home } from './home.ts';
import { shaped } from './shape-problems.ts';
import { shapesOf } from './shapes.ts';

/** A card whose exchange is not recorded yet. */
export type UnrecordedCard = Omit<PredictWireCard, 'exchange'> & {
  readonly exchange: readonly ExchangePart[];
};

/** A message of the exchange, and how much of it is shown. */
export interface ExchangePart extends Sign {
  /** Only lines that begin with one of these. */
  readonly lines?: readonly string[];
  /** What is masked; in exactly one message. */
  readonly mask?: string;
}

/** A card as it was written. */
export type WrittenCard = ChoiceCard | RecallCard | OrderCard | UnrecordedCard;

/** A card with the line where it begins. */
export interface PlacedCard {
  readonly card: WrittenCard;
  readonly line: number;
}

/** The cards of a file, as far as they can be read. */
export interface CardsRead {
  readonly cards: readonly PlacedCard[];
  readonly findings: readonly Finding[];
}

/** Reads the cards of a scenario. `file` is its name in findings. */
export function readCards(text: string, { file, group, scenario = group }: Home): CardsRead {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const findings: Finding[] = document.errors.map((error) => ({
    file,
    line: lines.linePos(error.pos[0]).line,
    text: error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '.') ?? 'it is not YAML.',
  }));
  const list = document.contents;
  if (findings.length > 0) return { cards: [], findings };
  if (!isSeq<Node>(list)) return { cards: [], findings: [{ file, text: 'It must be a list.' }] };

  const { card } = shapesOf(scenario);
  const cards: PlacedCard[] = [];
  for (const node of list.items) {
    const line = lines.linePos(node.range?.[0] ?? 0).line;
    const read = shaped(card, node.toJS(document));
    if ('value' in read) cards.push({ card: { ...read.value, group, scenario }, line });
    else {
      const about = idOf(node);
      findings.push(...read.problems.map((problem) => ({ file, line, about, text: problem })));
    }
  }
  return { cards, findings };
}

function idOf(node: Node): string {
  const id = isMap(node) ? node.get('id') : undefined;
  return typeof id === 'string' ? id : 'a card without id';
}
