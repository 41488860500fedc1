import { describe, expect, it } from 'vitest';
import type { Play, Section, Turn } from '../../src/content/lesson.ts';
import { lessonProblems, sectionRules } from '../../src/content/rules/lesson-rules.ts';
import { brokenTurn } from '../../src/content/rules/turn-rules.ts';
import { brokenRules } from '../../src/content/written/finding.ts';
import { catalogue, predict, section } from './written.ts';

const play = (variant: string): Play => ({
  kind: 'play',
  run: 'sse-replay',
  variant,
  steps: { from: 1, to: 3 },
});
const turn: Turn = {
  kind: 'turn',
  task: 'Make the server replay events from id 3 on.',
  serve: 'sse',
  commands: ['curl -N {url}/prices'],
  hint: 'A field names the last event.',
  done: [{ has: ['\nid: 4\n'] }],
  solution: ["curl -sN -H 'last-event-id: 3' {url}/prices"],
  learned: 'A reader needs the last id and nothing else.',
};

const sections: readonly Section[] = [
  section('The problem'),
  section('Without an id', predict, play('forget')),
  section('With a log', predict, play('resume')),
  section('Your turn', turn),
  section('Trade-offs'),
  section('When not to use it'),
  section('What interviewers ask'),
];

const named = (problems: readonly string[]) =>
  problems.map((text) => /\((\w+)\)$/.exec(text)?.[1] ?? text);
const broken = (changed: readonly Section[], title = 'Server-Sent Events') =>
  named(lessonProblems({ group: 'sse', title, sections: changed }, catalogue));
const brokenSection = (changed: Section) => named(brokenRules(sectionRules, changed));
const replaced = (place: number, by: Section) => sections.with(place, by);

describe('a lesson', () => {
  it('keeps the rules', () => {
    expect(broken(sections)).toEqual([]);
  });

  it('has a title', () => {
    expect(broken(sections, 'SSE')).toEqual(['titleIsFilled']);
  });

  it('begins with the problem and ends with the three sections each lesson has', () => {
    expect(broken(replaced(0, section('A problem')))).toEqual(['sectionsEachLessonHas']);
    expect(broken(replaced(4, section('Costs')))).toEqual(['sectionsEachLessonHas']);
    expect(broken([...sections, section('More')])).toEqual(['sectionsEachLessonHas']);
  });

  it('has 6 to 10 sections, each with an id of its own', () => {
    const more = ['a', 'b', 'c', 'd'].map((title) => section(title));
    const middle = (extra: readonly Section[]) => sections.toSpliced(4, 0, ...extra);
    expect(broken(middle(more.slice(1)))).toEqual([]);
    expect(broken(middle(more))).toEqual(['sixToTenSections']);
    expect(broken(middle([section('Your turn')]))).toEqual(['sectionIdsDiffer']);
  });

  it('predicts and plays in two sections or more', () => {
    const unasked = section('With a log', play('resume'));
    expect(broken(replaced(2, unasked))).toEqual(['predictsAndPlays']);
  });

  it('has one or two turns', () => {
    expect(broken(replaced(3, section('Your turn')))).toEqual(['oneOrTwoTurns']);
    const again = [section('b', turn), section('c', turn)];
    expect(broken(sections.toSpliced(4, 0, ...again))).toEqual(['oneOrTwoTurns']);
  });

  it('plays the naive variant first, and the correct one after it', () => {
    const naive = section('Without an id', predict, play('forget'));
    const correct = section('With a log', predict, play('resume'));
    expect(broken(sections.with(1, correct).with(2, naive))).toEqual(['naiveFirst']);
    expect(broken(replaced(2, section('With a log', predict, play('forget'))))).toEqual([
      'naiveFirst',
    ]);
  });
});

describe('a section', () => {
  it('has at most one prediction and one turn', () => {
    expect(brokenSection(section('a', predict, predict))).toEqual(['onePredictAndTurn']);
    expect(brokenSection(section('a', turn, turn))).toEqual(['onePredictAndTurn']);
  });

  it('asks before it plays', () => {
    expect(brokenSection(section('a', play('resume'), predict))).toEqual(['predictBeforePlay']);
  });

  it('is read in under a minute', () => {
    const text = (words: number) => ({
      kind: 'prose' as const,
      paragraphs: [{ kind: 'text' as const, spans: [{ text: 'word '.repeat(words) }] }],
    });
    expect(brokenSection(section('a', text(195)))).toEqual([]);
    expect(brokenSection(section('a', text(196)))).toEqual(['readInAMinute']);
  });

  it('says something', () => {
    expect(brokenSection({ id: 'a', title: 'a', blocks: [play('resume')] })).toEqual([
      'sectionSaysSomething',
    ]);
  });
});

describe('a turn', () => {
  it('keeps the rules', () => {
    expect(brokenTurn(turn, ['sse'])).toEqual([]);
  });

  it('leaves the address open in each command', () => {
    const fixed = { ...turn, commands: ['curl http://127.0.0.1:8000/prices'] };
    expect(named(brokenTurn(fixed, ['sse']))).toEqual(['addressIsLeftOpen']);
  });

  it('serves a group that has servers', () => {
    expect(named(brokenTurn({ ...turn, serve: 'shop' }, ['sse', 'ws']))).toEqual(['serves']);
  });

  it('has a sentence as its task', () => {
    expect(named(brokenTurn({ ...turn, task: 'replay' }, ['sse']))).toEqual(['taskIsSentence']);
  });
});
