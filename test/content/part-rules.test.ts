import { describe, expect, it } from 'vitest';
import type { Play, Section, Turn } from '../../src/content/lesson.ts';
import {
  chapterProblems,
  introProblems,
  outroProblems,
} from '../../src/content/rules/part-rules.ts';
import { sectionRules } from '../../src/content/rules/section-rules.ts';
import { brokenTurn } from '../../src/content/rules/turn-rules.ts';
import { brokenRules } from '../../src/content/written/finding.ts';
import { entries, entry, part, predict, section } from './written.ts';

const play = (variant: string): Play => ({
  kind: 'play',
  run: 'sse-replay',
  variant,
  steps: { from: 'receive', to: 'catch-up' },
});
const turn: Turn = {
  kind: 'turn',
  task: 'Make the server replay events from id 3 on.',
  serve: 'sse-replay',
  commands: ['curl -N {url}/prices'],
  hint: 'A field names the last event.',
  done: [{ has: ['\nid: 4\n'] }],
  solution: ["curl -sN -H 'last-event-id: 3' {url}/prices"],
  learned: 'A reader needs the last id and nothing else.',
};

const named = (problems: readonly string[]) =>
  problems.map((text) => /\((\w+)\)$/.exec(text)?.[1] ?? text);
const brokenSection = (changed: Section) => named(brokenRules(sectionRules, changed));

describe('an intro', () => {
  const broken = (sections: readonly Section[], title = 'Server-Sent Events') =>
    named(introProblems(part(sections, { title })));

  it('has a title and tells the problem', () => {
    expect(broken([section('The problem')])).toEqual([]);
    expect(broken([section('The problem')], 'SSE')).toEqual(['titleIsFilled']);
    expect(broken([section('A problem')])).toEqual(['tellsTheProblem']);
    const three = ['The problem', 'More', 'And more'].map((title) => section(title));
    expect(broken(three)).toEqual(['tellsTheProblem']);
  });

  it('leaves asking and playing to the chapters', () => {
    expect(broken([section('The problem', predict, play('forget'))])).toEqual([
      'asksAndPlaysNothing',
      'asksAndPlaysNothing',
    ]);
  });
});

describe('an outro', () => {
  const last = ['Trade-offs', 'When not to use it', 'What interviewers ask'].map((title) =>
    section(title),
  );

  it('has the three sections each lesson ends with, and no title', () => {
    expect(outroProblems(part(last))).toEqual([]);
    expect(named(outroProblems(part(last.slice(1))))).toEqual(['endsAsEveryLesson']);
    expect(named(outroProblems(part(last, { title: 'SSE, part two' })))).toEqual(['hasNoTitle']);
  });
});

describe('a chapter', () => {
  const sections = [
    section('Without an id', predict, play('forget')),
    section('With a log', predict, play('resume')),
    section('Your turn', turn),
  ];
  const broken = (changed: readonly Section[]) =>
    named(chapterProblems(part(changed), entry, entries));

  it('keeps the rules', () => {
    expect(broken(sections)).toEqual([]);
  });

  it('has two to four sections', () => {
    const more = ['a', 'b'].map((title) => section(title));
    expect(broken([...sections, ...more])).toEqual(['twoToFourSections']);
    const both = section('Both', predict, play('forget'), play('resume'));
    expect(broken([both])).toEqual(['twoToFourSections']);
  });

  it('predicts and plays in its first section', () => {
    expect(broken([section('Setting', play('forget')), ...sections])).toEqual(['predictsFirst']);
  });

  it('has one turn at most', () => {
    expect(broken([...sections, section('Again', turn)])).toEqual(['oneTurn']);
  });

  it('plays the naive variant first, and the correct one after it', () => {
    const [naive, correct, ...rest] = sections;
    if (naive === undefined || correct === undefined) throw new Error();
    expect(broken([correct, naive, ...rest])).toEqual(['naiveFirst']);
    expect(broken([naive, ...rest])).toEqual(['naiveFirst']);
  });

  it('of a scenario without a naive variant only plays', () => {
    const { resume } = entry.variants;
    if (resume === undefined) throw new Error();
    const correct = sections.slice(1);
    const problems = chapterProblems(part(correct), { ...entry, variants: { resume } }, entries);
    expect(problems).toEqual([]);
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
    expect(brokenTurn(turn, ['sse-replay'])).toEqual([]);
  });

  it('leaves the address open in each command', () => {
    const fixed = { ...turn, commands: ['curl http://127.0.0.1:8000/prices'] };
    expect(named(brokenTurn(fixed, ['sse-replay']))).toEqual(['addressIsLeftOpen']);
  });

  it('says of a near miss what goes on behind "Nearly:", and leaves the address open', () => {
    const miss = {
      signs: [{ has: ['200'] }],
      hint: 'you asked for all.',
      commands: ['curl {url}'],
    };
    expect(brokenTurn({ ...turn, nearly: [miss] }, ['sse-replay'])).toEqual([]);
    const told = { ...miss, hint: 'You asked for all' };
    expect(named(brokenTurn({ ...turn, nearly: [told] }, ['sse-replay']))).toEqual([
      'nearlyGoesOn',
    ]);
    const fixed = { ...miss, commands: ['curl http://127.0.0.1:8000'] };
    expect(named(brokenTurn({ ...turn, nearly: [fixed] }, ['sse-replay']))).toEqual([
      'addressIsLeftOpen',
    ]);
  });

  it('serves a group that has servers', () => {
    expect(named(brokenTurn({ ...turn, serve: 'shop' }, ['sse', 'ws']))).toEqual(['serves']);
  });

  it('has a sentence as its task', () => {
    expect(named(brokenTurn({ ...turn, task: 'replay' }, ['sse-replay']))).toEqual([
      'taskIsSentence',
    ]);
  });
});
