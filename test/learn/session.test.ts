import { describe, expect, it, vi } from 'vitest';
import type { Lesson } from '../../src/content/lesson.ts';
import { ENTER } from '../../src/dialogue/index.ts';
import { explainedOnce } from '../../src/learn/explained.ts';
import { type Kept, lessonRecord } from '../../src/learn/lesson-record.ts';
import { playBlock } from '../../src/learn/play-block.ts';
import { learn } from '../../src/learn/session.ts';
import type { Progress } from '../../src/progress/progress.ts';
import {
  numberOf,
  type Press,
  type ScriptedDialogue,
  scriptedDialogue,
} from '../dialogue/scripted-dialogue.ts';
import {
  askForMissed,
  forgetful,
  gapQuestion,
  prose,
  resuming,
  shortLesson,
} from './short-lesson.ts';

const [, WITHOUT_ID, WITH_ID, YOUR_TURN, TRADE_OFFS] = [0, 1, 2, 3, 4];

/** Progress that is kept for the length of a test. */
function memory(): Kept & { readonly states: Progress[] } {
  const states: Progress[] = [{ version: 1, lessons: {}, cards: {} }];
  const read = () => states.at(-1) ?? { version: 1, lessons: {}, cards: {} };
  return { states, read, update: (change) => void states.push(change(read())) };
}

/** Goes through the lesson until the script quits or is over; says where it was left. */
async function sit(
  script: readonly Press[],
  options: {
    lesson?: Lesson;
    start?: number;
    kept?: Kept;
    width?: number;
    plain?: boolean;
  } = {},
): Promise<ScriptedDialogue> {
  const { lesson = shortLesson, start = 0, kept = memory(), ...look } = options;
  const dialogue = scriptedDialogue(script, look);
  await learn({
    lesson,
    dialogue,
    record: lessonRecord(lesson, kept, () => new Date(0)),
    start,
    signal: new AbortController().signal,
    nextLesson: 'ws',
  });
  return dialogue;
}

/** The texts stand in what was said, one after the other. */
function expectInOrder(said: string, texts: readonly string[]): void {
  let from = 0;
  for (const text of texts) {
    const at = said.indexOf(text, from);
    expect(at, `'${text}' after:\n${said.slice(0, from)}`).toBeGreaterThanOrEqual(0);
    from = at + text.length;
  }
}

const right = numberOf('All but those sent while it was away');
const wrong = numberOf('All of them, since TCP delivers everything');

describe('the beginning', () => {
  const kept = memory();
  lessonRecord(shortLesson, kept).open(YOUR_TURN);

  it('says that one goes on where one left off', async () => {
    const dialogue = await sit(['q'], { kept, start: YOUR_TURN });
    expect(dialogue.said()).toContain('You go on where you left off.');
  });

  it('does not say so of another section', async () => {
    const dialogue = await sit(['q'], { kept, start: WITHOUT_ID });
    expect(dialogue.said()).not.toContain('You go on where you left off.');
  });
});

describe('what a lesson explains', () => {
  const remark = 'where a stream was left';
  const remarks = ['a field', 'a status'];

  it('belongs to the section that explains it first', () => {
    const explained = explainedOnce();
    const [one, other] = [explained.within('one'), explained.within('other')];
    expect(remarks.map(one)).toEqual([true, true]);
    expect([...remarks, remark].map(other)).toEqual([false, false, true]);
    expect([...remarks, remark].map(one)).toEqual([true, true, false]);
  });

  it('is left out of the runs of other sections', async () => {
    let told = '';
    const explained = explainedOnce();
    const play = async (section: string) => {
      told = '';
      const look = { width: 80, colour: false, plain: false };
      const { signal } = new AbortController();
      const print = (text: string) => {
        told += text;
      };
      await playBlock(forgetful, { look, signal, print, explains: explained.within(section) });
      return told;
    };
    const first = await play('one');
    expect(await play('one')).toBe(first);
    expect((await play('other')).length).toBeLessThan(first.length);
  });
});

describe('a section with a question', () => {
  it('asks first, then shows the wire, why, and what the wrong answer overlooks', async () => {
    const dialogue = await sit([wrong, 'q'], { start: WITHOUT_ID });
    expectInOrder(dialogue.said(), [
      '2 of 5 · Without an id, a gap',
      'The reader loses its connection and comes back.',
      'Which prices does the reader hold',
      '[1 2 3 h n b l q]',
      'You say',
      'sse-replay, variant forget, steps receive to catch-up',
      'Receive three prices',
      'the tap resets the connection',
      'Reconnect and catch up',
      'The server began anew',
      '✗ Not',
      'TCP knows nothing of the next connection',
      'All but those sent while it was away',
      '[Enter r d x b l q] q',
    ]);
  });

  it('judges behind the reason, before what is said beyond it', async () => {
    const reasonAndMore = prose('The reason.', 'Beyond it.');
    const blocks = [gapQuestion, forgetful, reasonAndMore, askForMissed];
    const section = { id: 'without-an-id-a-gap', title: 'Without an id, a gap', blocks };
    const lesson = { ...shortLesson, sections: [section] };
    const dialogue = await sit([wrong, 'q'], { lesson });
    expectInOrder(dialogue.said(), [
      'The reason.',
      '✗ Not',
      'Beyond it.',
      'Make the server replay what came after price 1.',
    ]);
  });

  it('judges before the run that only compares', async () => {
    const naive = { run: 'sse-replay', variant: 'forget' };
    const question = { ...gapQuestion, evidence: [naive] };
    const better = { ...resuming, steps: { from: 'receive', to: 'receive' } };
    const blocks = [question, forgetful, prose('The reason.'), better, prose('Compared.')];
    const section = { id: 'without-an-id-a-gap', title: 'Without an id, a gap', blocks };
    const lesson = { ...shortLesson, sections: [section] };
    const dialogue = await sit([wrong, ENTER, 'q'], { lesson });
    const texts = ['The reason.', '✗ Not', 'variant resume', 'Compared.'];
    expectInOrder(dialogue.said(), texts);
    expect(dialogue.said().split('✗ Not')).toHaveLength(2);
  });

  it('confirms the right answer', async () => {
    const dialogue = await sit([right, 'q'], { start: WITHOUT_ID });
    expect(dialogue.said()).toContain('✓ Right, it is');
    expect(dialogue.said()).not.toContain('✗ Not');
  });

  it('gives a hint and keeps asking; n passes over and tells the answer', async () => {
    const dialogue = await sit(['h', 'n', 'q'], { start: WITHOUT_ID });
    expectInOrder(dialogue.said(), [
      'Hint: Look at what the second request',
      '[1 2 3 h n b l q] n',
      'steps receive to catch-up',
      'The answer is',
    ]);
  });

  it('puts the answers in the same order every time', async () => {
    const question = async () => (await sit(['q'], { start: WITHOUT_ID })).said();
    expect(await question()).toBe(await question());
  });
});

describe('after a section', () => {
  it('plays it again from the seed, the same to the byte', async () => {
    const dialogue = await sit(['n', 'r', 'q'], { start: WITHOUT_ID });
    const [, first = '', second = ''] = dialogue.said().split('sse-replay, variant forget');
    const wire = (text: string) => text.split('\n').filter((line) => /[→←⇄╳]/.test(line));
    expect(wire(first).length).toBeGreaterThan(6);
    expect(wire(second)).toEqual(wire(first));
  });

  it('shows more detail, and every byte', async () => {
    const dialogue = await sit(['n', 'd', 'x', 'q'], { start: WITHOUT_ID });
    const [, , full = '', hex = ''] = dialogue.said().split('sse-replay, variant forget');
    expect(full).toContain('transfer-encoding: chunked');
    expect(full).not.toContain('47 45 54 20');
    expect(hex).toContain('47 45 54 20');
  });

  it('goes on, and back again', async () => {
    const dialogue = await sit([ENTER, 'b', 'q']);
    expectInOrder(dialogue.said(), ['1 of 5', '[Enter l q] Enter', '2 of 5', '1 of 5']);
  });
});

describe('a section that plays without asking', () => {
  it('waits for a key, and ends with checks and figures where it shows the last step', async () => {
    const dialogue = await sit([ENTER, 'q'], { start: WITH_ID });
    expectInOrder(dialogue.said(), [
      'Now the server looks at the id.',
      '[Enter b l q] Enter',
      'sse-replay, variant resume, step edges',
      'Come back at the edges of a log',
      '✓ must replay a log to its edges',
      'seed 1',
      '[Enter r d x b l q] q',
    ]);
    expect(dialogue.said()).not.toContain('Receive three prices');
    expect(dialogue.said()).not.toContain('apilab run');
  });
});

describe('the list of sections', () => {
  it('shows what was gone through and where one is, and leads anywhere', async () => {
    const dialogue = await sit([ENTER, 'l', '5', 'q']);
    expectInOrder(dialogue.said(), [
      ' 1  ✓  The problem',
      ' 2   ▸ Without an id, a gap',
      ' 3     With an id, none',
      '[1 2 3 4 5 Enter q] 5',
      '5 of 5 · Trade-offs',
    ]);
  });

  it('asks the same question again where one stays', async () => {
    const dialogue = await sit(['l', ENTER, 'q'], { start: WITHOUT_ID });
    expect(dialogue.said().split('Which prices does the reader hold')).toHaveLength(3);
  });
});

describe('your turn', () => {
  /** Sends what the ready command would, with a header, and reads until the server is past price 1. */
  const ask = (headers: Record<string, string>) => ({
    meanwhile: async (said: string) => {
      const [, url = ''] = /curl -N (\S+)/.exec(said) ?? [];
      const response = await fetch(url, { headers });
      for await (const chunk of response.body ?? []) {
        if (Buffer.from(chunk).includes('id: 2')) return;
      }
    },
  });

  it('shows what is sent, recognises the task done, and says what to take from it', async () => {
    const script = ['h', 's', ask({ 'Last-Event-ID': '1' }), ENTER, 'q'];
    const dialogue = await sit(script, { start: YOUR_TURN });
    expectInOrder(dialogue.said(), [
      'Task: Make the server replay what came after price 1.',
      'Prices as an event stream on http://127.0.0.1:',
      '[h s r n b l q] h',
      'Hint: Say with a header',
      "-H 'Last-Event-ID: 1' http://127.0.0.1:",
      'GET /prices',
      'Last-Event-ID: 1',
      'asks for',
      'id: 2 ·',
      '✓ Done: The server goes on after the id that you name.',
      '[Enter r b l q] Enter',
      '5 of 5',
    ]);
  });

  it('says what a near miss has overlooked', async () => {
    const [all, rest] = ['0', '1'].map((id) => ask({ 'Last-Event-ID': id }).meanwhile);
    const meanwhile = (said: string) => Promise.resolve(all?.(said)).then(() => rest?.(said));
    const dialogue = await sit([{ meanwhile }, 'q'], { start: YOUR_TURN });
    const told = [
      'Last-Event-ID: 0',
      'Nearly: you asked for everything.',
      'Last-Event-ID: 1',
      'Done',
    ];
    expectInOrder(dialogue.said(), told);
    expect(dialogue.said().split('Nearly')).toHaveLength(2);
  });

  it('is kept as done at once', async () => {
    const kept = memory();
    await sit([ask({ 'Last-Event-ID': '1' }), 'q'], { start: YOUR_TURN, kept });
    expect(kept.read().lessons.sse?.done).toEqual(['your-turn']);
  });

  it('closes its servers on every way out', async () => {
    for (const way of ['n', 'b', 'q']) {
      const dialogue = await sit([way, 'q', 'q'].slice(0, way === 'q' ? 1 : 2), {
        start: YOUR_TURN,
      });
      const [url = ''] = /http:\/\/[\d.]+:\d+/.exec(dialogue.said()) ?? [];
      await expect(fetch(url)).rejects.toThrow();
    }
  });

  it('says nothing of its own tear-down', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      const dialogue = await sit(['q'], { start: YOUR_TURN });
      vi.runAllTimers();
      expect(dialogue.said()).toMatch(/\] q\n\n$/);
    } finally {
      vi.useRealTimers();
    }
  });

  it('closes them too where nobody is there any more', async () => {
    const dialogue = scriptedDialogue([]);
    const record = lessonRecord(shortLesson, memory());
    const { signal } = new AbortController();
    const session = learn({ lesson: shortLesson, dialogue, record, start: YOUR_TURN, signal });
    await expect(session).rejects.toThrow('the script is over');
    const [url = ''] = /http:\/\/[\d.]+:\d+/.exec(dialogue.said()) ?? [];
    await expect(fetch(url)).rejects.toThrow();
  });
});

describe('progress', () => {
  it('is kept before the lesson goes on, section by section', async () => {
    const kept = memory();
    await sit([ENTER, 'n', ENTER, 'q'], { kept });
    const seen = kept.states.map(({ lessons }) => lessons.sse);
    expect(seen.map((each) => each && [each.section, each.done.length])).toEqual([
      undefined,
      ['the-problem', 0],
      ['the-problem', 1],
      ['without-an-id-a-gap', 1],
      ['without-an-id-a-gap', 2],
      ['with-an-id-none', 2],
    ]);
  });
});

describe('the end', () => {
  /** Progress with every section done but one. */
  function allBut(section: string) {
    const kept = memory();
    const done = shortLesson.sections.map(({ id }) => id).filter((id) => id !== section);
    kept.update((all) => ({ ...all, lessons: { sse: { section, done, at: '' } } }));
    return kept;
  }
  const doneIn = (kept: Kept) => kept.read().lessons.sse?.done ?? [];

  it('names what to do next, and what was passed over', async () => {
    const kept = memory();
    const dialogue = await sit([ENTER], { start: TRADE_OFFS, kept });
    expect(lessonRecord(shortLesson, kept).resumeAt).toBe(0);
    expectInOrder(dialogue.said(), [
      'still to be seen: 1, 2, 3.',
      'Left to do in section 4: Make the server replay what came after price 1.',
      'Go back to it: apilab learn sse --from 4',
      'apilab quiz sse',
      'apilab learn ws',
    ]);
  });

  it('says what was predicted right, and what asks the rest again', async () => {
    const kept = memory();
    await sit([wrong, 'q'], { start: WITHOUT_ID, kept });
    expect(kept.read().predictions?.sse?.['without-an-id-a-gap']).toMatchObject({
      right: false,
      misconception: 'tcp-resumes',
    });
    const missed = await sit([ENTER], { start: TRADE_OFFS, kept });
    expect(missed.said().replace(/\s+/g, ' ')).toContain(
      'You predicted 0 of 1 right; these cards ask the other one again: apilab quiz sse --missed',
    );
    await sit([right, 'q'], { start: WITHOUT_ID, kept });
    const known = await sit([ENTER], { start: TRADE_OFFS, kept });
    expect(known.said()).toContain('You predicted the one thing asked right.');
  });

  it('is not the whole lesson where a task was passed over, and leads back to it', async () => {
    const kept = allBut('your-turn');
    const dialogue = await sit(['n', ENTER], { start: YOUR_TURN, kept });
    expect(doneIn(kept)).toHaveLength(4);
    expect(lessonRecord(shortLesson, kept).resumeAt).toBe(YOUR_TURN);
    expectInOrder(dialogue.said(), [
      'the end of the lesson, but not yet the whole of it.',
      'Left to do in section 4: Make the server replay what came after price 1.',
      'apilab learn sse --from 4',
    ]);
  });

  it('is the whole lesson where the task was done at another time', async () => {
    const kept = allBut('trade-offs');
    const dialogue = await sit(['n', ENTER], { start: YOUR_TURN, kept });
    expect(doneIn(kept)).toHaveLength(5);
    expect(lessonRecord(shortLesson, kept).resumeAt).toBe(0);
    expect(dialogue.said()).toContain('That was the whole lesson.');
  });

  it('leaves a section open whose task was passed over in the middle', async () => {
    const kept = memory();
    const section = { id: 'middle', title: 'Middle', blocks: [askForMissed, prose('And so on.')] };
    await sit(['n', ENTER], { lesson: { ...shortLesson, sections: [section] }, kept });
    expect(doneIn(kept)).toEqual([]);
  });
});
