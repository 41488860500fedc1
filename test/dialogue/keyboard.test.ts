import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { ENTER, ESCAPE, openKeyboard } from '../../src/dialogue/index.ts';
import { keysOf } from '../../src/dialogue/keyboard.ts';
import { fakeTerminal } from './terminal.ts';

const left = expect.objectContaining({ name: 'Left' });

// What a test leaves open goes on listening.
afterEach(() => void process.removeAllListeners('SIGCONT'));

describe('the keyboard', () => {
  it('takes one of the keys and passes over others', async () => {
    const { seat, type } = fakeTerminal();
    const keyboard = openKeyboard(seat.stdin, seat.left);
    const next = keyboard.next(['1', '2']);
    type('xy2');
    expect(await next).toBe('2');
  });

  it('tells of keys that are pressed and do not count, of a paste once', async () => {
    const { seat, type } = fakeTerminal();
    const keyboard = openKeyboard(seat.stdin, seat.left);
    const others: string[] = [];
    const next = keyboard.next(['1'], { onOther: (key) => others.push(key) });
    type('xyz');
    await setImmediate();
    type('1');
    expect(await next).toBe('1');
    expect(others).toEqual(['x']);
  });

  it('is silent on keys before those that count, and on what was typed too early', async () => {
    const { seat, type } = fakeTerminal();
    const keyboard = openKeyboard(seat.stdin, seat.left);
    type('x');
    await setImmediate();
    const others: string[] = [];
    const next = keyboard.next(['1'], { onOther: (key) => others.push(key) });
    type('y1');
    expect(await next).toBe('1');
    expect(others).toEqual([]);
  });

  it('takes what was typed ahead', async () => {
    const { seat, type } = fakeTerminal();
    const keyboard = openKeyboard(seat.stdin, seat.left);
    type('1\r');
    expect(await keyboard.next(['1'])).toBe('1');
    expect(await keyboard.next([ENTER])).toBe(ENTER);
  });

  it('is over when the person leaves, when the input ends and when the terminal is gone', async () => {
    for (const go of ['leave', 'end', 'hangUp'] as const) {
      const { seat, leave, hangUp } = fakeTerminal();
      const next = openKeyboard(seat.stdin, seat.left).next(['1']);
      const ways = { leave, hangUp, end: () => void seat.stdin.end() };
      ways[go]();
      await expect(next).rejects.toEqual(left);
    }
  });

  it('is over on Ctrl-D', async () => {
    const { seat, type } = fakeTerminal();
    const next = openKeyboard(seat.stdin, seat.left).next(['1']);
    type('\u0004');
    await expect(next).rejects.toEqual(left);
  });

  it('gives up waiting when it is told to, and goes on taking keys', async () => {
    const { seat, type } = fakeTerminal();
    const keyboard = openKeyboard(seat.stdin, seat.left);
    const until = new AbortController();
    const next = keyboard.next(['1'], { until: until.signal });
    until.abort();
    expect(await next).toBeUndefined();
    type('1');
    expect(await keyboard.next(['1'])).toBe('1');
  });

  it('takes keys one by one again when the program goes on after it was stopped', () => {
    const { seat, raw } = fakeTerminal();
    let continued = 0;
    const keyboard = openKeyboard(seat.stdin, seat.left, () => {
      continued += 1;
    });
    process.emit('SIGCONT');
    expect(raw).toEqual([true, false, true]);
    expect(continued).toBe(1);
    keyboard.close();
    process.emit('SIGCONT');
    expect(raw).toEqual([true, false, true, false]);
    expect(continued).toBe(1);
  });

  it('puts the terminal back as it was', () => {
    const { seat, raw } = fakeTerminal();
    openKeyboard(seat.stdin, seat.left).close();
    expect(raw).toEqual([true, false]);
    expect(seat.stdin.isPaused()).toBe(true);
  });
});

describe('what a terminal sends', () => {
  it.each([
    ['12', ['1', '2']],
    ['Q', ['q']],
    [' \r\n', [ENTER, ENTER, ENTER]],
    ['\u001b[A', ['\u001b[a']],
    ['\u001bOP1', ['\u001bop', '1']],
    [ESCAPE, [ESCAPE]],
    [`${ESCAPE}q`, [`${ESCAPE}q`]],
    [`${ESCAPE}[`, [`${ESCAPE}[`]],
    [`${ESCAPE}${ESCAPE}`, [ESCAPE, ESCAPE]],
    [`${ESCAPE}${ESCAPE}[A`, [`${ESCAPE}${ESCAPE}[a`]],
    ['é', ['é']],
  ])('%j is split into key presses', (text, keys) => {
    expect(keysOf(text)).toEqual(keys);
  });
});
