import type { RecordedMessage } from '../card.ts';
import type { Finding } from '../written/finding.ts';
import type { Recordings, ScenarioContent } from '../written/group-content.ts';
import { recordExchange } from './exchange.ts';

/** What the cards of a scenario show of the wire now, and why that cannot be had of some. */
export async function recordingsOf({ cards }: ScenarioContent): Promise<{
  readonly recordings: Recordings;
  readonly findings: readonly Finding[];
}> {
  const recordings: Record<string, readonly RecordedMessage[]> = {};
  const findings: Finding[] = [];
  for (const { card, line } of cards?.cards ?? []) {
    if (card.kind !== 'predict-wire') continue;
    const { card: recorded, problems } = await recordExchange(card);
    recordings[card.id] = recorded.exchange;
    const where = { file: cards?.file ?? '', line, about: card.id };
    findings.push(...problems.map((text) => ({ ...where, text })));
  }
  return { recordings, findings };
}
