import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/cli/ending/exit.ts';
import { outputsOf } from '../../../src/cli/output/outputs.ts';
import type { Sink } from '../../../src/cli/output/sinks.ts';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { scenario } from '../../report/sse-replay.events.ts';

function recording(fails: 'take' | 'finish' | 'never' = 'never', error = new Error('full')) {
  const seen: string[] = [];
  const failing = (work: string) => {
    if (work === fails) throw error;
    seen.push(work);
  };
  const sink: Sink = {
    take: (event) => failing(event.type === 'failure' ? event.text : 'take'),
    release: () => failing('release'),
    finish: () => failing('finish'),
    discard: () => void seen.push('discard'),
  };
  return { sink, seen };
}

const note: TranscriptEvent = { type: 'note', at: 0, text: 'A remark.' };
const end: TranscriptEvent = {
  ...{ type: 'end', at: 0, id: 'sse-replay', variant: 'resume', asPredicted: true, realMs: 0 },
  totals: { connections: 0, requests: 0, events: 0, queries: 0, bytes: 0 },
};

describe('outputs', () => {
  it('go on if one of them fails, which is left as it was', () => {
    const [printed, bad, good] = [recording(), recording('take'), recording()];
    const outputs = outputsOf(printed.sink, [bad.sink, good.sink]);
    for (const event of [note, note]) outputs.take(event);
    outputs.finish();
    expect(printed.seen).toEqual(['take', 'take', 'finish']);
    expect(bad.seen).toEqual(['discard']);
    expect(good.seen).toEqual(['take', 'take', 'finish']);
    expect(outputs.failure?.message).toBe('full');
  });

  it('are finished each by itself', () => {
    const [bad, good] = [recording('finish'), recording()];
    const outputs = outputsOf(recording().sink, [bad.sink, good.sink]);
    outputs.finish();
    expect(good.seen).toEqual(['finish']);
    expect(outputs.failure?.message).toBe('full');
  });

  it('tell a failure once, when it happens', () => {
    const told: string[] = [];
    const outputs = outputsOf(
      recording().sink,
      [recording('take').sink, recording('take').sink],
      (error) => told.push(error.message),
    );
    for (const event of [note, note]) outputs.take(event);
    expect(told).toEqual(['full']);
  });

  it('say in the files of a run that is broken off why, and finish them', () => {
    const [printed, file] = [recording(), recording()];
    const outputs = outputsOf(printed.sink, [file.sink]);
    outputs.take(scenario());
    outputs.breakOff('It was stopped.');
    expect(printed.seen).toEqual(['take']);
    expect(file.seen).toEqual(['take', 'It was stopped.', 'finish']);
  });

  it('say nothing of a run that was over when the next was to begin', () => {
    const file = recording();
    const outputs = outputsOf(recording().sink, [file.sink]);
    for (const event of [scenario(), end]) outputs.take(event);
    outputs.breakOff('It was stopped.');
    expect(file.seen).toEqual(['take', 'take', 'finish']);
  });

  it('make no file of nothing', () => {
    const file = recording();
    outputsOf(recording().sink, [file.sink]).breakOff('It was stopped.');
    expect(file.seen).toEqual(['discard']);
  });

  it('go on without a reader', () => {
    const [printed, file] = [recording(), recording()];
    const outputs = outputsOf(printed.sink, [file.sink]);
    outputs.goOnUnread();
    outputs.take(note);
    expect(printed.seen).toEqual([]);
    expect(file.seen).toEqual(['take']);
    expect(outputs.failure).toBeUndefined();
  });

  it('leave it to the caller if what is asked for is not there', () => {
    const outputs = outputsOf(recording('take', new UsageError('no such step')).sink, []);
    expect(() => outputs.take(note)).toThrow('no such step');
  });
});
