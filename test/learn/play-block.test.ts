import { describe, expect, it } from 'vitest';
import type { Play } from '../../src/content/lesson.ts';
import { Interrupted } from '../../src/lab/scenario/lab-error.ts';
import { playBlock, playedText } from '../../src/learn/play-block.ts';
import { forgetful, resuming } from './short-lesson.ts';

const look = { width: 80, colour: false, plain: false };

/** Plays a block; what was printed, and what can be shown again. */
async function played(block: Play, signal: AbortSignal = new AbortController().signal) {
  let text = '';
  const print = (more: string) => {
    text += more;
  };
  const again = await playBlock(block, { look, signal, print });
  return { text, again };
}

describe('steps of a run in a lesson', () => {
  it('are shown under a caption, without the header of the run', async () => {
    const { text } = await played({ ...forgetful, set: { cuts: '1' } });
    expect(text).toMatch(
      /^ {2}sse-replay, variant forget, cuts 1, steps receive to catch-up\n+ {2}1 {2}Receive/,
    );
    expect(text).not.toContain('A client that loses its connection must miss nothing');
  });

  it('end the run with the last of them, before the checks that come later', async () => {
    const { text, again } = await played(forgetful);
    expect(text).toContain('3  Reconnect and catch up');
    expect(text).not.toContain('Lose it again and again');
    expect(again.events.some(({ type }) => type === 'check' || type === 'end')).toBe(false);
  });

  it('leave out what came before, and bring checks and figures with the last one', async () => {
    const { text } = await played(resuming);
    expect(text).not.toContain('deliver every event');
    expect(text).toMatch(/✓ must replay a log to its edges.* connections · .* seed 1/s);
  });

  it('are the same each time', async () => {
    expect((await played(forgetful)).text).toBe((await played(forgetful)).text);
  });

  it('can be shown again in more detail', async () => {
    const { again } = await played(forgetful);
    expect(playedText(again, look, 'full')).toContain('accept-language:');
    expect(playedText(again, look, 'hex')).toContain('47 45 54 20');
    expect(playedText(again, look, 'brief')).toBe((await played(forgetful)).text);
  });

  it('break off when the person leaves', async () => {
    const leaving = new AbortController();
    const run = playBlock(forgetful, {
      look,
      signal: leaving.signal,
      print: (text) => {
        if (text.includes('Lose the connection')) leaving.abort('quit');
      },
    });
    await expect(run).rejects.toThrow(Interrupted);
  });

  it('give the time of the process back although the run ends early', async () => {
    const { setTimeout: timeout } = globalThis;
    const first: Play = { ...forgetful, run: 'grpc-four-kinds', variant: 'four-kinds' };
    await played({ ...first, steps: { from: 'unary', to: 'unary' } });
    expect(globalThis.setTimeout).toBe(timeout);
  });
});
