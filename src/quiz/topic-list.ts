import type { CardOutline } from '../content/card.ts';
import { type Look, labelled, said, within } from '../dialogue/look.ts';
import type { Progress } from '../progress/progress.ts';
import { gap, type Row, span } from '../text/spans.ts';
import { count } from './due.ts';
import { commandToTrain, knownOf, topicsOf } from './topics.ts';

/** The topics of cards by their groups, with how many of their cards are known. */
export function topicRows(
  cards: readonly CardOutline[],
  progress: Progress,
  look: Look,
): readonly Row[] {
  const topics = topicsOf(cards);
  const groups = [...new Set(topics.map(({ group }) => group))];
  return [
    ...groups.flatMap((group) => [
      ...within([[span(group, 'strong')]]),
      ...topics
        .filter((topic) => topic.group === group)
        .flatMap((topic) => {
          const known = knownOf(topic, progress);
          const told = `, ${count(topic.cards.length, 'card')}, ${known} known`;
          return within(labelled([gap(2)], [span(topic.topic), span(told, 'dim')], look));
        }),
    ]),
    [],
    ...said(
      [span('Ask the cards on one: ', 'dim'), span('apilab quiz --topic "<topic>"', 'request')],
      look,
    ),
  ];
}

/** The same as JSON. */
export function topicListing(cards: readonly CardOutline[], progress: Progress): string {
  const rows = topicsOf(cards).map((topic) => ({
    group: topic.group,
    topic: topic.topic,
    cards: topic.cards.length,
    known: knownOf(topic, progress),
    command: commandToTrain(topic),
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}
