import { play, type TranscriptEvent } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { story } from '#test/story';
import scenario from './scenario.ts';

await story(import.meta.dirname, { layers: true });

describe('ws-chat-resume, 20 cuts', () => {
  it.each([1, 2, 3])('loses and repeats nothing, seed %i', async (seed) => {
    const events: TranscriptEvent[] = [];
    const emit = (event: TranscriptEvent) => void events.push(event);
    const named = { ...scenario, id: 'ws-chat-resume' };
    const set = { cuts: '20' };
    const { asPredicted } = await play(named, { group: 'ws', seed, set, emit });
    const cuts = events.filter(
      (event) => event.type === 'fault' && event.fault.kind === 'close-after-bytes',
    );
    const torn = events.filter((event) => event.type === 'message' && event.delivery === 'part');
    expect({ asPredicted, cuts: cuts.length }).toEqual({ asPredicted: true, cuts: 20 });
    expect(torn.length).toBeGreaterThanOrEqual(20);
  });
});
