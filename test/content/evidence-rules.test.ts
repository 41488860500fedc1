import { describe, expect, it } from 'vitest';
import { type Proved, proofProblems } from '../../src/content/rules/evidence-rules.ts';
import type { RunEvidence } from '../../src/evidence/evidence.ts';
import { citationProblems, readCitation } from '../../src/knowledge/citation.ts';
import { catalogue } from './written.ts';

const run: RunEvidence = {
  run: 'sse-replay',
  variant: 'resume',
  check: { id: 'SSE-01', outcome: 'holds' },
};
const problems = (proved: Partial<Proved>) =>
  proofProblems({ evidence: [run], looksAtRun: false, ...proved }, catalogue);
const ofRun = (members: Partial<RunEvidence>) => problems({ evidence: [{ ...run, ...members }] });
const sign = { has: ['\nid: 4\n'] };
const standard = { standard: 'HTML Standard §9.2.4' };

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
    const [problem] = ofRun({ check: { id: 'IDEM-01', outcome: 'holds' } });
    expect(problem).toMatch(/^sse-replay has no check IDEM-01; it has SSE-01, /);
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

describe('a citation', () => {
  it.each([
    'RFC 9110 §15.5.10',
    'RFC 9110 §10.2.3, §15.6.4',
    'RFC 9457 Appendix B',
    'HTML Standard §9.2.4',
    'GraphQL over HTTP (September 2026), Status Codes',
    'Standard Webhooks 1.0.0',
    'draft-ietf-httpapi-idempotency-key-header-06 (draft)',
    'gRPC PROTOCOL-HTTP2.md §Requests',
  ])('is well formed and known: %s', (text) => {
    expect(citationProblems(text, catalogue)).toEqual([]);
  });

  it.each([
    ['RFC 9911 §2', /'RFC 9911' is not among the documents/],
    ['RFC9110 §2', /must be spelled such as 'RFC 9110'/],
    ['RFC 9110', /names no section/],
    ['RFC 9110 §fifteen', /is no section/],
    ['RFC 9110 §15.', /is no section/],
    ['HTML Standrad §9.2', /is not among the documents.*Is one of these meant: HTML Standard\?/],
    ['HTML Standard', /names no section/],
    ['no standard; common practice', /prove it by a run/],
  ])('is refused: %s', (text, why) => {
    expect(citationProblems(text, catalogue).join(' ')).toMatch(why);
  });

  it('is taken apart into document and place', () => {
    expect(readCitation('draft-ietf-httpapi-ratelimit-headers-11 §4 (draft)')).toEqual({
      document: 'draft-ietf-httpapi-ratelimit-headers-11',
      place: '§4',
    });
    expect(readCitation('JSON:API 1.1')).toEqual({ document: 'JSON:API 1.1' });
  });
});
