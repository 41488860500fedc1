import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findingLine } from '../../src/content/written/finding.ts';
import { readCards } from '../../src/content/written/read-cards.ts';

const file = 'scenarios/sse/replay/cards.yaml';
const fixture = readFileSync(new URL('./fixtures/cards.yaml', import.meta.url), 'utf8');

const read = (text: string) => readCards(text, { file, group: 'sse', scenario: 'sse-replay' });
const lines = (text: string) => read(text).findings.map(findingLine);

describe('cards.yaml is read', () => {
  const { cards, findings } = read(fixture);

  it('into cards of its group, with the line of each', () => {
    expect(findings).toEqual([]);
    expect(cards.map(({ card, line }) => [card.id, card.kind, card.group, line])).toEqual([
      ['sse-resume-header', 'choice', 'sse', 1],
      ['sse-masked-header', 'predict-wire', 'sse', 34],
      ['sse-why-a-log', 'recall', 'sse', 55],
    ]);
  });

  it('with prose made whole that was wrapped', () => {
    expect(cards[0]?.card.question).toBe(
      'A reader of an event stream loses its connection after event 3. How does the server learn where to go on?',
    );
  });

  it('with the scenario beside which they lie as the run, and citations written out', () => {
    const { evidence, explain } = cards[0]?.card ?? {};
    expect(evidence?.[0]).toMatchObject({ run: 'sse-replay' });
    expect(explain).toContain('with its next request HTML Standard §9.2.4.');
  });

  it('with signs as they are, line breaks included', () => {
    const [evidence] = cards[0]?.card.evidence ?? [];
    expect(evidence).toMatchObject({ never: [{ has: ['\nid: 3\n'] }] });
  });
});

describe('a slip is told with file, line and card', () => {
  const slip = (from: string, to: string) => lines(fixture.replace(from, to));

  it('where a member is missing', () => {
    expect(slip('      rebuttal: A reader cannot', '      wrong: A reader cannot')).toEqual([
      `${file}:34 sse-masked-header: distractors 1, rebuttal is missing.`,
      `${file}:34 sse-masked-header: distractors 1 has no member 'wrong'.`,
    ]);
  });

  it('where a number was not put in quotes', () => {
    expect(slip('key: { text: "last-event-id: 7" }', 'key: { text: 7 }')).toEqual([
      `${file}:34 sse-masked-header: key, text must be text: put it in quotes.`,
    ]);
  });

  it('where evidence is misspelled, of the kind that was meant', () => {
    expect(slip('      shows:', '      showed:')).toEqual([
      `${file}:1 sse-resume-header: evidence 1 has no member 'showed'.`,
    ]);
  });

  it('where a word is not one of a few', () => {
    expect(slip('level: basic', 'level: easy')).toEqual([
      `${file}:1 sse-resume-header: level must be one of basic, working, deep.`,
    ]);
    expect(slip('kind: choice', 'kind: choise')).toEqual([
      `${file}:1 sse-resume-header: kind must be one of choice, recall, order, predict-wire.`,
    ]);
  });

  it('where a predict-wire card has no run to record', () => {
    expect(slip('- { variant: resume }', '- { standard: rfc9110 §8.3 }').length).toBeGreaterThan(0);
  });

  it('where it is not YAML', () => {
    expect(lines('- id: a\n  text: "open\n')[0]).toMatch(
      /^scenarios\/sse\/replay\/cards\.yaml:\d: /,
    );
  });

  it('where it is not a list', () => {
    expect(lines('id: a\n')).toEqual([`${file}: It must be a list.`]);
  });
});
