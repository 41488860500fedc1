import { type RunningProcess, startProcess } from 'apilab/parts/process/process';
import { LabClock } from 'apilab/testing';
import { beforeEach, describe, expect, test } from 'vitest';

let clock: LabClock;
let log: string[];

beforeEach(() => {
  log = [];
  clock = new LabClock({
    settled: () => new Promise((resolve) => setImmediate(resolve)),
    onJump: () => {},
    onStandstill: () => false,
  });
});

/** A network whose answers take 10 ms of lab time. */
const connections = {
  fetch: async (_: unknown, init?: RequestInit) => {
    await clock.sleep(10, init?.signal ? { signal: init.signal } : {});
    return new Response('answer');
  },
  close: () => void log.push('hung up'),
};

/** Plays 100 ms in which `body` is called at 5 ms. */
const atFive = (body: () => void) =>
  clock.runUntil(
    clock
      .sleep(5)
      .then(body)
      .then(() => clock.sleep(95)),
  );

describe('a process that lives', () => {
  test('has timers, sleeps and answers as anybody', async () => {
    startProcess({ clock, connections }, (life) => {
      life.clock.setTimer(1, () => log.push('timer'));
      life.clock.setTimer(2, () => log.push('never')).cancel();
      void life.clock.sleep(3).then(() => log.push('slept'));
      void life.fetch('http://shop.test/').then(async (answer) => log.push(await answer.text()));
    });
    await atFive(() => {});
    expect(log).toEqual(['timer', 'slept', 'answer']);
  });

  test('can give up its own sleep and request', async () => {
    const patience = new AbortController();
    startProcess({ clock, connections }, (life) => {
      const { signal } = patience;
      const gaveUp = (what: string) => () => log.push(`gave up ${what}`);
      life.clock.sleep(50, { signal }).catch(gaveUp('sleeping'));
      life.fetch('http://shop.test/', { signal }).catch(gaveUp('waiting'));
    });
    await atFive(() => patience.abort());
    expect(log.sort()).toEqual(['gave up sleeping', 'gave up waiting']);
  });
});

describe('a process that is killed', () => {
  test('finishes nothing and hears of nothing', async () => {
    const running: RunningProcess<void> = startProcess({ clock, connections }, (life) => {
      const woken = () => void log.push('it lives on');
      life.clock.setTimer(20, woken);
      life.clock.sleep(20).then(woken, woken);
      life.fetch('http://shop.test/').then(woken, woken);
    });
    await atFive(() => running.kill());
    expect(log).toEqual(['hung up']);
  });

  test('starts nothing any more', async () => {
    const { program, kill } = startProcess({ clock, connections }, (life) => life);
    kill();
    const woken = () => void log.push('it lives on');
    program.clock.setTimer(1, woken);
    program.clock.sleep(1).then(woken, woken);
    program.fetch('http://shop.test/').then(woken, woken);
    await atFive(() => {});
    expect(log).toEqual(['hung up']);
  });

  test('has its files and connections closed, the last opened first, and each once', async () => {
    const running = startProcess({ clock, connections }, ({ own }) => {
      for (const name of ['queue', 'log']) own({ close: () => log.push(`closed ${name}`) });
    });
    await atFive(() => {
      running.kill();
      running.close();
    });
    expect(log).toEqual(['closed log', 'closed queue', 'hung up']);
  });
});

describe('a process that stands still', () => {
  test('does nothing until it goes on, and then what was due, in its order', async () => {
    const running = startProcess({ clock, connections }, (life) => {
      life.clock.setTimer(20, () => log.push(`timer at ${life.clock.now()}`));
      life.fetch('http://shop.test/').then(() => log.push(`answer at ${life.clock.now()}`));
    });
    await atFive(() => running.pause());
    expect(log).toEqual([]);
    running.resume();
    await atFive(() => {});
    expect(log).toEqual(['timer at 100', 'answer at 100']);
  });

  test('can cancel, once it goes on, what was due meanwhile', async () => {
    const running = startProcess({ clock, connections }, (life) => {
      const late = { cancel: () => {} };
      life.clock.setTimer(10, () => late.cancel());
      Object.assign(
        late,
        life.clock.setTimer(20, () => log.push('late')),
      );
    });
    await atFive(() => running.pause());
    running.resume();
    await atFive(() => {});
    expect(log).toEqual([]);
  });

  test('can be killed, and then never goes on', async () => {
    const running = startProcess({ clock, connections }, (life) => {
      life.clock.setTimer(20, () => log.push('it lives on'));
    });
    await atFive(() => running.pause());
    running.kill();
    running.resume();
    await atFive(() => {});
    expect(log).toEqual(['hung up']);
  });
});

test('many things that wait at once warn of nothing', async () => {
  const warned = new Promise((_, reject) => process.once('warning', reject));
  startProcess({ clock, connections }, (life) => {
    for (let n = 0; n < 50; n++) void life.clock.sleep(1);
    for (let n = 0; n < 50; n++) void life.fetch('http://shop.test/');
  });
  await Promise.race([warned, atFive(() => {})]);
});
