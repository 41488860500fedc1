import { placeText } from '../../evidence/evidence.ts';
import { sightings, signText } from '../../evidence/sign.ts';
import { playEvidence } from '../../evidence/verdict.ts';
import type { MessageEvent, QueryEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import { arrowOf } from '../../report/story/sequence.ts';
import { queryLines, wireLines } from '../../report/story/wire-text.ts';
import { MASK, type PredictWireCard, type RecordedMessage } from '../card.ts';
import type { ExchangePart, UnrecordedCard } from '../written/read-cards.ts';
import { holdsWhole, replaceWhole } from '../written/whole-words.ts';

/** A card with its exchange as it was recorded, or why it could not be. */
export interface Recording {
  readonly card: PredictWireCard;
  readonly problems: readonly string[];
}

/** Plays the first run of a card and takes the messages of its exchange, the key masked. */
export async function recordExchange(written: UnrecordedCard): Promise<Recording> {
  const [run] = written.evidence;
  const { events } = await playEvidence(run);
  const talk = events.filter(isTalk);
  const exchange: RecordedMessage[] = [];
  const problems: string[] = [];
  let latest = -1;
  for (const [index, part] of written.exchange.entries()) {
    const found = sightings(talk, [part])[0]?.first;
    const event = found === undefined ? undefined : talk[found];
    if (found === undefined || event === undefined) {
      problems.push(`Message ${index + 1} of the exchange is not seen: ${signText(part)}.`);
      continue;
    }
    if (found <= latest) {
      problems.push(
        `Message ${index + 1} of the exchange is seen no later than the one before it.`,
      );
    }
    latest = found;
    const { lines, problems: wrong } = shownLines(event, part);
    problems.push(...wrong.map((text) => `Message ${index + 1} of the exchange ${text}`));
    const { from = event.client, to = '' } = arrowOf(event) ?? {};
    exchange.push({ from, to, lines: masked(lines, part.mask) });
  }
  // What could not be played at all is told with the evidence.
  const told = events.length === 0 ? [] : problems.map((text) => `${placeText(run)}: ${text}`);
  return { card: { ...written, exchange }, problems: told };
}

function isTalk(event: TranscriptEvent): event is MessageEvent | QueryEvent {
  return event.type === 'message' || event.type === 'query';
}

function shownLines(
  event: MessageEvent | QueryEvent,
  { lines: wanted, mask }: ExchangePart,
): { readonly lines: readonly string[]; readonly problems: readonly string[] } {
  const all = event.type === 'query' ? queryLines(event) : wireLines(event);
  const lines =
    wanted === undefined
      ? all
      : all.filter((line) => wanted.some((beginning) => line.startsWith(beginning)));
  const absent = (wanted ?? []).filter(
    (beginning) => !all.some((line) => line.startsWith(beginning)),
  );
  const problems = absent.map((beginning) => `has no line that begins with '${beginning}'.`);
  if (mask !== undefined && !lines.some((line) => holdsWhole(line, mask))) {
    problems.push(`does not show what is masked, '${mask}'.`);
  }
  return { lines, problems };
}

function masked(lines: readonly string[], mask: string | undefined): readonly string[] {
  return mask === undefined ? lines : lines.map((line) => replaceWhole(line, mask, MASK));
}
