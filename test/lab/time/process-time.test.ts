import http2 from 'node:http2';
import { afterEach, describe, expect, it } from 'vitest';
import { EPOCH, LabClock } from '../../../src/lab/time/lab-clock.ts';
import { takeOverTime } from '../../../src/lab/time/process-time.ts';

const own = { setTimeout, setInterval, clearTimeout, clearInterval, now: Date.now };

let giveBack = () => {};
afterEach(() => giveBack());

/** A clock that jumps as soon as it is asked to run, with the time of the process in its hands. */
function takenOver(): LabClock {
  const clock = new LabClock({
    settled: () => new Promise((resolve) => setImmediate(resolve)),
    onJump: () => {},
    onStandstill: () => false,
  });
  giveBack = takeOverTime(clock);
  return clock;
}

describe('taking over time', () => {
  it('lets timers and Date.now follow the lab', async () => {
    const clock = takenOver();
    const story: string[] = [];
    const tell = (what: string) => story.push(`${what} at ${Date.now() - EPOCH}`);
    setTimeout(tell, 60_000, 'late');
    setTimeout(tell, 10, 'soon');
    const beat = setInterval(() => {
      tell('beat');
      if (clock.now() >= 40_000) clearInterval(beat);
    }, 20_000);
    await clock.runUntil(clock.sleep(100_000));
    expect(story).toEqual(['soon at 10', 'beat at 20000', 'beat at 40000', 'late at 60000']);
  });

  it('lets a timer be cancelled and begun anew', async () => {
    const clock = takenOver();
    const story: number[] = [];
    clearTimeout(setTimeout(() => story.push(-1), 10));
    const timer = setTimeout(() => story.push(clock.now()), 50);
    clock.setTimer(30, () => timer.refresh());
    await clock.runUntil(clock.sleep(200));
    expect(story).toEqual([80]);
  });

  it('does not jump to what was let go: housekeeping goes on in real time', () => {
    const clock = takenOver();
    const timer = setTimeout(() => {}, 1_800_000);
    expect([clock.isDue, timer.hasRef()]).toEqual([true, true]);
    timer.unref();
    expect(timer.hasRef()).toBe(false);
    expect(clock.isDue).toBe(false);
    // undici ticks in this way, and a tick that came back to lab time would move it.
    timer.refresh();
    expect(clock.isDue).toBe(false);
    clearTimeout(timer);
  });

  it('dates the answers of an HTTP/2 server by the lab', async () => {
    takenOver();
    const server = http2.createServer((_, response) => response.end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const session = http2.connect(`http://127.0.0.1:${port}`);
    const headers = await new Promise<{ date?: string }>((resolve) =>
      session.request({ ':path': '/' }).on('response', resolve).resume(),
    );
    session.destroy();
    server.close();
    expect(headers.date).toBe('Mon, 05 Jan 2026 09:00:00 GMT');
  });

  it('gives all of it back', () => {
    takenOver();
    giveBack();
    const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis;
    expect({ setTimeout, setInterval, clearTimeout, clearInterval, now: Date.now }).toEqual(own);
  });
});
