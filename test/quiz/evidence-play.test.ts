import { describe, expect, it } from 'vitest';
import type { RunEvidence } from '../../src/evidence/evidence.ts';
import { readCatalogue } from '../../src/lab/catalogue/catalogue.ts';
import { playEvidence } from '../../src/quiz/evidence-play.ts';
import { commandOf } from '../../src/quiz/proof-lines.ts';
import { scriptedDialogue } from '../dialogue/scripted-dialogue.ts';

const resume: RunEvidence = { run: 'sse-replay', variant: 'resume' };

/** Plays evidence to somebody who presses keys at its pauses; how it came out and what was said. */
async function played(evidence: RunEvidence, presses: readonly string[] = [], look = {}) {
  const dialogue = scriptedDialogue(presses, look);
  const came = await playEvidence(evidence, { dialogue, signal: new AbortController().signal });
  return { came, text: dialogue.said() };
}

describe('playing what proves a card', () => {
  it('shows the step, and neither another one nor the checks', async () => {
    const { came, text } = await played({ ...resume, step: 'catch-up' });
    expect(came).toBe('seen');
    expect(text).toMatch(/^\n {2}sse-replay, variant resume, step catch-up\n/);
    expect(text).toContain('3  Reconnect and catch up');
    expect(text).toContain('last-event-id: 3');
    expect(text).not.toMatch(/Receive three prices|Lose it again|SSE-0|connections/);
  });

  it('shows the check that the evidence names', async () => {
    const evidence = { ...resume, variant: 'forget', step: 'catch-up' };
    const check = { 'once-in-order': 'breaks' } as const;
    const { text } = await played({ ...evidence, check });
    expect(text).toContain('3  Reconnect and catch up');
    expect(text).toMatch(/✗ must deliver .*\n {4}broken as predicted: /);
    expect(text).not.toMatch(/Lose it again|last-id-sent/);
  });

  it('shows the whole run where no step is named, with a pause before each step', async () => {
    const { came, text } = await played(
      resume,
      Array.from({ length: 7 }, () => 'Enter'),
    );
    expect(came).toBe('seen');
    expect(text).toMatch(
      /Next, step 1: Receive[^[]*\[Enter q\] Enter\n[^[]*1 {2}Receive three prices/,
    );
    expect(text).toMatch(/Next, step 7: [\s\S]*✓ must replay a log to its edges/);
  });

  it('shows a step again in detail, and goes no further than one likes', async () => {
    const { came, text } = await played(resume, ['Enter', 'd', 'q']);
    expect(came).toBe('left');
    expect(text.match(/GET \/prices/g)).toHaveLength(2);
    expect(text).toContain('transfer-encoding: chunked');
    expect(text).not.toMatch(/2 {2}Lose the connection|SSE-0/);
  });

  it('has words in place of signs where that is wanted', async () => {
    const { text } = await played({ ...resume, step: 'catch-up' }, [], { plain: true });
    expect(text).toContain('client to prices');
    expect(text).not.toMatch(/[→←⇒↳✓✗╳]/);
  });

  it('ends with the person who watches', async () => {
    const leaving = new AbortController();
    const say = () => leaving.abort('SIGINT');
    const dialogue = { ...scriptedDialogue([]), say };
    const evidence = { ...resume, step: 'catch-up' };
    await expect(playEvidence(evidence, { dialogue, signal: leaving.signal })).rejects.toThrow(
      expect.objectContaining({ name: 'Interrupted' }),
    );
  });
});

describe('the command that plays it', () => {
  it('names the variant only where it is not the first, then parameters and step, or every step', async () => {
    const catalogue = await readCatalogue();
    expect(commandOf({ ...resume, step: 'catch-up' }, catalogue)).toBe(
      'apilab run sse-replay --step catch-up',
    );
    expect(commandOf({ ...resume, variant: 'forget', set: { events: '9' } }, catalogue)).toBe(
      'apilab run sse-replay --variant forget --set events=9 --step',
    );
  });
});
