import { describe, expect, it } from 'vitest';
import { type Proved, proofProblems } from '../../src/content/rules/evidence-rules.ts';
import type { RunEvidence } from '../../src/evidence/evidence.ts';
import { entries } from './written.ts';

const run: RunEvidence = {
  run: 'sse-replay',
  variant: 'resume',
  check: { 'once-in-order': 'holds' },
};
const problems = (proved: Partial<Proved>) =>
  proofProblems({ evidence: [run], looksAtRun: false, ...proved }, entries);
const ofRun = (members: Partial<RunEvidence>) => problems({ evidence: [{ ...run, ...members }] });
const sign = { has: ['\nid: 4\n'] };
const standard = { standard: 'html §9.2.4' };

describe('a run names what exists', () => {
  it.each([
    [{}, []],
    [{ run: 'sse-reply' }, ['There is no scenario sse-reply.']],
    [{ variant: 'foget' }, ['sse-replay has no variant foget; it has resume, forget, trust.']],
    [{ set: { prices: '0' } }, ["sse-replay: prices is a whole number from 16 to 1000, not '0'."]],
    [{ set: { price: '5' } }, ["sse-replay: there is no parameter 'price'."]],
  ])('%j', (members, expected) => {
    expect(ofRun(members)).toEqual(expected);
  });

  it('its checks included', () => {
    const [problem] = ofRun({ check: { 'placed-once': 'holds' } });
    expect(problem).toMatch(/^sse-replay has no check placed-once; it has once-in-order, /);
  });
});

describe('evidence can refute the key', () => {
  it('a run says what to see', () => {
    const says = 'The run sse-replay proves nothing';
    const silent = { run: 'sse-replay', variant: 'resume' };
    expect(problems({ evidence: [silent] })[0]).toMatch(says);
    expect(problems({ evidence: [silent], looksAtRun: true })).toEqual([]);
    expect(problems({ evidence: [silent], key: { sign } })).toEqual([]);
    expect(problems({ evidence: [run, silent], key: { sign } })[0]).toMatch(says);
  });

  it('a sign is looked for in a run', () => {
    expect(problems({ evidence: [standard], key: { sign } })[0]).toMatch(/signsHaveRun/);
    expect(problems({ evidence: [standard, run], key: { sign } })).toEqual([]);
  });

  it('a distractor is not refuted while the key goes unproved', () => {
    const distractors = [{ text: 'Event 1', sign }];
    expect(problems({ key: {}, distractors })[0]).toMatch(/distractorSignNeedsKeySign/);
  });

  it('key and distractor do not have the same sign', () => {
    const distractors = [{ text: 'Event 1', sign }];
    expect(problems({ key: { sign }, distractors })[0]).toMatch(/distractorSignDiffers/);
  });
});

describe('a standard', () => {
  it('is a section of a document that is listed', () => {
    expect(problems({ evidence: [standard] })).toEqual([]);
    expect(problems({ evidence: [{ standard: 'html §99' }] })[0]).toMatch(/has no section '99'/);
    expect(problems({ evidence: [{ standard: 'no standard' }] })[0]).toMatch(/is no document/);
  });
});
