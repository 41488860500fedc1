import { describe, expect, it } from 'vitest';
import { heldUntilStep } from '../../../src/cli/output/held-until-step.ts';
import type { Sink } from '../../../src/cli/output/sinks.ts';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';

function recording(): Sink & { readonly taken: string[] } {
  const taken: string[] = [];
  return {
    taken,
    take: (event) => void taken.push(event.type === 'step' ? event.id : event.type),
    release: () => {},
    finish: () => {},
    discard: () => {},
  };
}

const note: TranscriptEvent = { type: 'note', at: 0, text: 'A remark.' };
const failure: TranscriptEvent = { type: 'failure', at: 0, code: 'endless', text: 'It goes on.' };
const cut: TranscriptEvent = { type: 'step', at: 0, step: 1, id: 'cut', title: 'Cut it' };
const catchUp: TranscriptEvent = {
  type: 'step',
  at: 0,
  step: 2,
  id: 'catch-up',
  title: 'Come back',
};
const end: TranscriptEvent = {
  ...{ type: 'end', at: 0, id: 'sse-replay', variant: 'resume', asPredicted: true, realMs: 0 },
  totals: { connections: 0, requests: 0, events: 0, queries: 0, bytes: 0 },
};

describe('what is printed from a step on', () => {
  it.each([['catch-up'], [2]])('comes at once when the step does: %s', (name) => {
    const sink = recording();
    const held = heldUntilStep(name, sink);
    held.take(note);
    held.take(cut);
    expect(sink.taken).toEqual([]);
    held.take(catchUp);
    held.take(end);
    expect(sink.taken).toEqual(['note', 'cut', 'catch-up', 'end']);
  });

  it('comes before a pause that stands before the step', () => {
    const sink = recording();
    const held = heldUntilStep('cut', sink);
    held.take(note);
    held.reach({ step: 1, id: 'cut' });
    expect(sink.taken).toEqual(['note']);
  });

  it('is nothing if there is no such step, and says which there are', () => {
    const sink = recording();
    const held = heldUntilStep('nap', sink);
    for (const event of [cut, catchUp]) held.take(event);
    expect(() => held.take(end)).toThrow("has no step 'nap'; there are: cut, catch-up");
    expect(sink.taken).toEqual([]);
  });

  it('says how many there are if a number is too high', () => {
    const held = heldUntilStep(9, recording());
    for (const event of [cut, catchUp]) held.take(event);
    expect(() => held.take(end)).toThrow('has steps 1 to 2, not 9');
  });

  it('is a failure that comes before the step', () => {
    const sink = recording();
    const held = heldUntilStep('catch-up', sink);
    for (const event of [note, failure, end]) held.take(event);
    expect(sink.taken).toEqual(['note', 'failure', 'end']);
  });
});
