import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/lab/chance/random.ts';
import { examSession, showMissed } from '../../src/quiz/exam.ts';
import { numberOf, type Press, scriptedDialogue } from '../dialogue/scripted-dialogue.ts';
import { choice, order, predictWire } from './deck.ts';

async function exam(presses: readonly Press[]) {
  const dialogue = scriptedDialogue(presses);
  const kept: string[] = [];
  const room = {
    dialogue,
    random: seededRandom(1),
    catalogue: async () => [],
    read: () => 'apilab learn sse --from 2',
    keep: async ({ id }: { id: string }, rating: string) => {
      kept.push(`${id} ${rating}`);
      return {
        due: 'now',
        instead: never,
        undo: () => {
          kept.pop();
          return true;
        },
      };
    },
  };
  const marked = await examSession([choice, predictWire, order], room);
  const during = dialogue.said();
  await showMissed(marked, room);
  return { marked, kept, during, report: dialogue.said().slice(during.length), dialogue };
}

function never(): never {
  throw new Error('an exam takes no second word');
}

describe('an exam', () => {
  it('says nothing to the answers, and keeps each', async () => {
    const { during, kept } = await exam([
      numberOf('The server remembers'),
      numberOf('retry: 1000'),
      's',
      'Enter',
    ]);
    expect(during).not.toMatch(/right|wrong|✓|✗|Prove it/);
    expect(kept).toEqual(['sse-choice again', 'sse-wire good']);
  });

  it('gives no hints', async () => {
    const { dialogue } = await exam(['q']);
    expect(dialogue.offered).toEqual(['1–3 answer · s skip · q quit']);
  });

  it('reports at the end what was missed, what is right and why', async () => {
    const { report } = await exam([
      numberOf('The server remembers'),
      numberOf('retry: 1000'),
      's',
      'Enter',
    ]);
    expect(report).toContain('What you missed:');
    expect(report).toContain('How does the server learn where to go on?');
    expect(report).toContain('The old connection is gone.');
    expect(report).toMatch(/✓ \d is right: The client says so/);
    expect(report).toContain('Prove it: apilab run sse-replay');
    expect(report).toContain('Learn it: apilab learn sse --from 2');
    expect(report).not.toContain('What stands where the mask is?');
  });

  it('reports what was skipped as missed, with its answer', async () => {
    const { report } = await exam([numberOf('The client says so'), 's', 's', 'Enter']);
    expect(report).not.toContain('How does the server learn where to go on?');
    expect(report).toMatch(
      /What stands where the mask is\?\n\n +✗ You skipped it\.\n +✓ The answer is: retry: 1000\n/,
    );
    expect(report).toMatch(
      /Put these in order:\n\n +✗ You skipped it\.\n +✓ The order is:\n +1 {2}first it asks\n +2 {2}second it is answered\n +3 {2}third an event comes\n/,
    );
  });

  it('takes the last answer back, and asks the card again', async () => {
    const [wrong, right] = [numberOf('The server remembers'), numberOf('The client says so')];
    const { kept, marked, dialogue } = await exam([wrong, 'u', right, 'q']);
    expect(dialogue.offered[1]).toBe('1–3 answer · s skip · u undo · q quit');
    expect(kept).toEqual(['sse-choice good']);
    expect(marked.map(({ outcome }) => outcome)).toEqual(['right']);
  });

  it('takes back the very last answer too, before the report', async () => {
    const { marked, dialogue } = await exam([
      's',
      's',
      's',
      'u',
      'u',
      numberOf('retry: 1000'),
      's',
      'Enter',
    ]);
    expect(dialogue.offered[3]).toBe('Enter the report · u undo');
    expect(marked.map(({ outcome }) => outcome)).toEqual(['skipped', 'right', 'skipped']);
  });

  it('ends early with what was answered', async () => {
    const { marked } = await exam([numberOf('The client says so'), 'q']);
    expect(marked.map(({ card, outcome }) => [card.id, outcome])).toEqual([
      ['sse-choice', 'right'],
    ]);
  });
});
