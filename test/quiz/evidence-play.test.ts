import { describe, expect, it } from 'vitest';
import type { RunEvidence } from '../../src/evidence/evidence.ts';
import { readCatalogue } from '../../src/lab/catalogue.ts';
import { playEvidence } from '../../src/quiz/evidence-play.ts';
import { commandOf } from '../../src/quiz/proof.ts';

const resume: RunEvidence = { run: 'sse-replay', variant: 'resume' };

/** What is shown of a run. */
async function shown(evidence: RunEvidence, { width = 80, plain = false } = {}): Promise<string> {
  const said: string[] = [];
  const dialogue = { width, colour: false, plain, say: (text: string) => void said.push(text) };
  await playEvidence(evidence, { dialogue, signal: new AbortController().signal });
  return said.join('');
}

describe('playing what proves a card', () => {
  it('shows the step, and neither another one nor the checks', async () => {
    const text = await shown({ ...resume, step: 3 });
    expect(text).toContain('3  Reconnect and catch up');
    expect(text).toContain('last-event-id: 3');
    expect(text).not.toMatch(/Receive three prices|Lose it again|SSE-0|connections/);
  });

  it('shows the check that the evidence names', async () => {
    const evidence = { ...resume, variant: 'forget', step: 3 };
    const text = await shown({ ...evidence, check: { id: 'SSE-01', outcome: 'breaks' } });
    expect(text).toContain('3  Reconnect and catch up');
    expect(text).toContain('✗ SSE-01');
    expect(text).not.toMatch(/Lose it again|SSE-02/);
  });

  it('shows the whole run where no step is named', async () => {
    const text = await shown(resume);
    expect(text).toMatch(/1 {2}Receive three prices[\s\S]*✓ SSE-05/);
  });

  it('has words in place of signs where that is wanted', async () => {
    const text = await shown({ ...resume, step: 3 }, { plain: true });
    expect(text).toContain('client to prices');
    expect(text).not.toMatch(/[→←⇒↳✓✗╳]/);
  });

  it('ends with the person who watches', async () => {
    const leaving = new AbortController();
    const say = () => leaving.abort('SIGINT');
    const dialogue = { width: 80, colour: false, plain: false, say };
    await expect(playEvidence(resume, { dialogue, signal: leaving.signal })).rejects.toThrow(
      expect.objectContaining({ name: 'Interrupted' }),
    );
  });
});

describe('the command that plays it', () => {
  it('names the variant only where it is not the first, then parameters and step', async () => {
    const catalogue = await readCatalogue();
    expect(commandOf({ ...resume, step: 3 }, catalogue)).toBe('apilab run sse-replay --step 3');
    expect(commandOf({ ...resume, variant: 'forget', set: { events: '9' } }, catalogue)).toBe(
      'apilab run sse-replay --variant forget --set events=9',
    );
  });
});
