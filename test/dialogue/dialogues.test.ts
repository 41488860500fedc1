import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { ENTER, type Key, keyDialogue, lineDialogue } from '../../src/dialogue/index.ts';
import { fakeTerminal } from './terminal.ts';

const keys: readonly Key[] = [
  { key: '1', does: 'yes', phrase: 'for yes' },
  { key: '2', does: 'no', phrase: 'for no' },
  { key: ENTER, does: 'next', phrase: 'to go on' },
];

// What a test leaves open goes on listening.
afterEach(() => void process.removeAllListeners('SIGCONT'));

describe('a dialogue by single keys', () => {
  it('shows the keys, takes one at once and shows which', async () => {
    const { seat, type, shown } = fakeTerminal();
    const answer = keyDialogue(seat).ask(keys);
    type('2');
    expect(await answer).toBe('2');
    expect(shown()).toBe('  1 yes · 2 no · Enter next → 2\n');
  });

  it('repeats the keys below what is said meanwhile', async () => {
    const { seat, type, shown } = fakeTerminal();
    const dialogue = keyDialogue(seat);
    const answer = dialogue.ask(keys);
    dialogue.say('  a request\n');
    type('\r');
    await answer;
    expect(shown()).toBe(
      '  1 yes · 2 no · Enter next \r\u001b[J  a request\n  1 yes · 2 no · Enter next \n',
    );
  });
});

describe('a key that does not count', () => {
  it.each([
    ['7', '7 does nothing here.'],
    ['\r', 'Enter does nothing here.'],
    ['\u001b[A', 'That key does nothing here.'],
    ['\u001bq', 'That key does nothing here.'],
  ])('%j is told of once, with the keys that do', async (typed, word) => {
    const { seat, type, shown } = fakeTerminal();
    const answer = keyDialogue(seat).ask(keys.slice(0, 2));
    type(typed);
    await setImmediate();
    type(typed);
    await setImmediate();
    type('1');
    expect(await answer).toBe('1');
    expect(shown()).toBe(`  1 yes · 2 no \n  ${word}\n  1 yes · 2 no → 1\n`);
  });
});

describe('a dialogue that goes on after the program was stopped', () => {
  it.each([
    ['keys', keyDialogue],
    ['lines', lineDialogue],
  ])('asks again, by %s', async (_, dialogueWith) => {
    const { seat, type, shown } = fakeTerminal();
    const answer = dialogueWith(seat).ask(keys);
    const question = shown();
    process.emit('SIGCONT');
    expect(shown()).toBe(question + question);
    type('2\n');
    expect(await answer).toBe('2');
  });
});

describe('lines that are written', () => {
  it.each([
    ['keys', keyDialogue],
    ['lines', lineDialogue],
  ])('end with an empty one, and then keys count again, by %s', async (_, dialogueWith) => {
    const { seat, type } = fakeTerminal();
    const dialogue = dialogueWith(seat);
    const written = dialogue.write();
    type('A log, and 1 id.\nQ');
    await setImmediate();
    type('uit?\n\n');
    expect(await written).toEqual(['A log, and 1 id.', 'Quit?']);
    const answer = dialogue.ask(keys);
    type('2\n');
    expect(await answer).toBe('2');
  });

  it('are echoed and can be corrected, as the terminal gathers them', async () => {
    const { seat, type, raw } = fakeTerminal();
    const written = keyDialogue(seat).write();
    type('\n');
    expect(await written).toEqual([]);
    expect(raw).toEqual([true, false, true]);
  });

  it('end when nobody is there any more', async () => {
    const { seat, leave } = fakeTerminal();
    const written = keyDialogue(seat).write();
    leave();
    await expect(written).rejects.toThrow('nobody answers any more');
  });
});

describe('a dialogue by lines', () => {
  it('takes several keys of one line one after the other', async () => {
    const { seat, type } = fakeTerminal();
    const dialogue = lineDialogue(seat);
    const first = dialogue.ask(keys);
    type('1, 2\n');
    expect(await first).toBe('1');
    expect(await dialogue.ask(keys)).toBe('2');
  });

  it('asks in a sentence and takes an answer once Enter is pressed', async () => {
    const { seat, type, shown } = fakeTerminal();
    const answer = lineDialogue(seat).ask(keys);
    type('2\n');
    expect(await answer).toBe('2');
    expect(shown()).toBe(
      'Type 1 for yes, 2 for no, then press Enter. Press Enter alone to go on: ',
    );
  });

  it('takes an empty line as Enter', async () => {
    const { seat, type } = fakeTerminal();
    const answer = lineDialogue(seat).ask(keys);
    type('\n');
    expect(await answer).toBe(ENTER);
  });

  it('asks again where the answer is none of the keys', async () => {
    const { seat, type, shown } = fakeTerminal();
    const answer = lineDialogue(seat).ask(keys);
    type('7\n 1 \n');
    expect(await answer).toBe('1');
    expect(shown()).toContain('That is none of them.\nType 1 for yes');
  });

  it('keeps its sentences within the columns', async () => {
    const { seat, type, shown } = fakeTerminal(40);
    const answer = lineDialogue(seat).ask(keys);
    type('1\n');
    await answer;
    expect(shown().split('\n')).toEqual([
      'Type 1 for yes, 2 for no, then press',
      'Enter. Press Enter alone to go on: ',
    ]);
  });

  it('never switches the terminal to single keys', () => {
    const { seat, raw } = fakeTerminal();
    lineDialogue(seat).close();
    expect(raw).toEqual([]);
  });

  it('is over when the person leaves and when the terminal is gone', async () => {
    for (const go of ['leave', 'hangUp'] as const) {
      const terminal = fakeTerminal();
      const answer = lineDialogue(terminal.seat).ask(keys);
      terminal[go]();
      await expect(answer).rejects.toThrow(expect.objectContaining({ name: 'Left' }));
    }
  });
});
