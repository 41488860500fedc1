import { type Card, MASK, type RecordedMessage } from '../content/card.ts';
import { inlineCode } from '../dialogue/inline-code.ts';
import { type Look, labelled, prose, within } from '../dialogue/look.ts';
import { type Row, type Span, span } from '../text/spans.ts';
import { dotted, numbered, wireText } from './card-look.ts';

/** Where a card stands in a quiz. */
export interface Place {
  /** From 1. */
  readonly number: number;
  /** How many there are; undefined if nobody knows. */
  readonly of?: number;
  /** More to say of it, such as the time that is left. */
  readonly remark?: string;
}

/** A card as it is asked: where it stands, the question, the exchange, the answers to choose from. */
export function questionRows(
  card: Card,
  answers: readonly string[],
  place: Place,
  look: Look,
): readonly Row[] {
  const question = prose(card.question, look, look.plain ? 'plain' : 'strong');
  const exchange = card.kind === 'predict-wire' ? [[], ...exchangeRows(card.exchange, look)] : [];
  const options = answers.flatMap((text, index) =>
    labelled(numbered(index + 1, look), inlineCode(text, look), look),
  );
  return [
    [],
    ...within(prose(caption(card, place, look), look, 'dim')),
    [],
    ...within([...question, ...exchange]),
    ...(options.length > 0 ? [[], ...within(options)] : []),
    [],
  ];
}

function caption(card: Card, { number, of, remark }: Place, look: Look): string {
  const count = `${number}${of === undefined ? '' : ` of ${of}`}`;
  const more = remark === undefined ? [] : [remark];
  const { group, topic, level } = card;
  return look.plain
    ? dotted(
        [`Card ${count}`, `Group ${group}`, `Topic: ${topic}`, `Level: ${level}`, ...more],
        look,
      )
    : dotted([count, group, topic, level, ...more], look);
}

/** Messages with their lanes; what is asked for is masked. */
function exchangeRows(exchange: readonly RecordedMessage[], look: Look): readonly Row[] {
  return exchange.flatMap(({ from, to, lines }) => [
    laneRow(from, to, look),
    ...lines.flatMap((line) => wireText(masked(line, look), look, 4)),
  ]);
}

function laneRow(from: string, to: string, { plain }: Look): Row {
  if (plain) return [span(`From ${from} to ${to}:`)];
  return [span(`${from} `), span('→', 'request'), span(` ${to}`)];
}

function masked(line: string, { plain }: Look): readonly Span[] {
  return line
    .split(MASK)
    .flatMap((part, index) => [
      ...(index > 0 ? [span(plain ? '[blank]' : MASK, 'focus')] : []),
      ...(part === '' ? [] : [span(part)]),
    ]);
}
