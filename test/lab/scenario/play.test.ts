import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  atMost,
  closeAfterBytes,
  correct,
  type DefinedScenario,
  defineScenario,
  dropResponse,
  must,
  naive,
  resetConnection,
} from '../../../src/index.ts';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { Interrupted } from '../../../src/lab/scenario/lab-error.ts';
import { type PlayOptions, play } from '../../../src/lab/scenario/play.ts';
import { withId } from '../../../src/lab/scenario/scenario.ts';

const hello = { fetch: () => new Response('hello') };

const base = {
  title: 'An example',
  claim: 'An example.',
} as const;

async function played(scenario: DefinedScenario, options: Partial<PlayOptions> = {}) {
  const events: TranscriptEvent[] = [];
  const emit = (event: TranscriptEvent) => void events.push(event);
  const outcome = await play(withId(scenario, 'example'), { group: 'test', emit, ...options });
  return { outcome, events, types: events.map(({ type }) => type) };
}

/** The sockets and listeners of this process, once handles that were closed are gone. */
async function listeners(): Promise<string[]> {
  for (let turn = 0; turn < 3; turn++) await nextTurn();
  return process.getActiveResourcesInfo().filter((kind) => kind.startsWith('TCP'));
}

const greeting = defineScenario({
  ...base,
  variants: {
    polite: correct('It answers.'),
    deaf: naive('It loses the answer.', ['answered']),
    pretender: naive('It is said to fail, and does not.', ['answered']),
  },
  checks: { answered: must('answer 200', 'lab') },
  async play({ serve, client, step, check, wire, variant }) {
    const api = await serve('api', hello);
    if (variant === 'deaf') api.tap.inject(dropResponse());
    await step('greet', 'Greet', () => client()(api.url).catch(() => {}));
    const heard = wire.responses('api').filter(({ delivery }) => delivery === 'whole');
    check(
      'answered',
      heard.map(({ status }) => status),
      [200],
    );
  },
});

describe('a run', () => {
  it('tells its story in order, from the scenario to its end', async () => {
    const { types, outcome } = await played(greeting);
    expect(outcome).toEqual({ asPredicted: true });
    expect(types).toEqual([
      'scenario',
      'step',
      'connection-opened',
      'message',
      'message',
      'check',
      'end',
    ]);
  });

  it('a naive variant that breaks where it says is as predicted', async () => {
    const { outcome, events } = await played(greeting, { variant: 'deaf' });
    expect(outcome).toEqual({ asPredicted: true });
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'check', holds: false, predicted: 'breaks', actual: 'none' }),
    );
  });

  it('a naive variant that does not break is not as predicted', async () => {
    const { outcome } = await played(greeting, { variant: 'pretender' });
    expect(outcome.asPredicted).toBe(false);
  });

  it('leaves nothing open', async () => {
    const before = await listeners();
    await played(greeting);
    expect(await listeners()).toEqual(before);
  });

  it('fails where a declared check is not made', async () => {
    const { outcome } = await played(
      defineScenario({
        ...base,
        variants: { only: correct('It forgets.') },
        checks: { made: must('be made', 'lab') },
        play: async () => {},
      }),
    );
    expect(outcome.failure).toMatchObject({ code: 'checks-incomplete' });
  });

  it('fails where a check is made twice', async () => {
    const { outcome } = await played(
      defineScenario({
        ...base,
        variants: { only: correct('It repeats itself.') },
        checks: { made: must('be made once', 'lab') },
        async play({ check }) {
          check('made', 1, atMost(1));
          check('made', 1, atMost(1));
        },
      }),
    );
    expect(outcome.failure).toMatchObject({ code: 'checks-incomplete' });
  });

  it.each([
    ['has no id', "step('Greet', () => {})", "not 'Greet'"],
    ['has the id of another', "step('greet', 'Greet', () => {})", "there are two steps 'greet'"],
  ])('fails if a step %s', async (_, statement, complaint) => {
    const { outcome } = await played(
      defineScenario({
        ...base,
        variants: { only: correct('It repeats itself.') },
        checks: {},
        async play(lab) {
          await lab.step('greet', 'Greet', () => {});
          // As a scenario in JavaScript would say it, which no compiler reads.
          await new Function('step', `return ${statement};`)(lab.step);
        },
      }),
    );
    expect(outcome.failure?.message).toContain(complaint);
  });

  it('says of what it throws between two steps after which that was', async () => {
    const { outcome } = await played(
      defineScenario({
        ...base,
        variants: { only: correct('It throws.') },
        checks: {},
        async play({ step }) {
          await step('greet', 'Greet', () => {});
          throw new TypeError('no such thing');
        },
      }),
    );
    expect(outcome.failure?.place).toBe("after step 1 'Greet'");
  });

  it('notices that it waits in vain, says where, and closes everything', async () => {
    const before = await listeners();
    const { outcome, types } = await played(
      defineScenario({
        ...base,
        variants: { only: correct('It waits.') },
        checks: {},
        async play({ serve, client, step }) {
          const api = await serve('api', { fetch: () => new Promise<Response>(() => {}) });
          await step('wait', 'Wait for ever', () => client()(api.url));
        },
      }),
    );
    expect(outcome.failure).toMatchObject({
      code: 'standstill',
      message: "the scenario waits in step 1 'Wait for ever' for something that cannot come",
    });
    expect(types.slice(-2)).toEqual(['failure', 'end']);
    expect(await listeners()).toEqual(before);
  });

  it('reports what a scenario throws as its failure', async () => {
    const { outcome } = await played(
      defineScenario({
        ...base,
        variants: { only: correct('It throws.') },
        checks: {},
        play: () => Promise.reject(new TypeError('no such thing')),
      }),
    );
    expect(outcome.failure).toMatchObject({ code: 'scenario-threw', message: 'no such thing' });
  });

  it('listens to its signal no longer when it is over, however many runs share one', async () => {
    const { signal } = new AbortController();
    for (let run = 0; run < 12; run++) await played(greeting, { signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('interrupted while its servers are still being started, it closes them too', async () => {
    const before = await listeners();
    const controller = new AbortController();
    const run = play(withId(greeting, 'example'), {
      group: 'test',
      signal: controller.signal,
      emit: ({ type }) => {
        if (type === 'scenario') setImmediate(() => controller.abort('SIGINT'));
      },
    });
    await expect(run).rejects.toBeInstanceOf(Interrupted);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await listeners()).toEqual(before);
  });

  it.each([1, 2, 3])('interrupted before step %i, it closes everything', async (at) => {
    const before = await listeners();
    const controller = new AbortController();
    const scenario = defineScenario({
      ...base,
      variants: { only: correct('It goes on and on.') },
      checks: {},
      async play({ serve, client, step, clock }) {
        const api = await serve('api', hello);
        await step('greet', 'Greet', () => client()(api.url));
        await step('wait', 'Wait', () => clock.sleep(1000));
        await step('cut', 'Lose it', () => api.tap.inject(resetConnection()));
      },
    });
    const beforeStep = async (step: number) => {
      if (step === at) controller.abort('SIGINT');
      await new Promise(() => {});
    };
    const run = played(scenario, {
      signal: controller.signal,
      beforeStep: (step) => (step < at ? Promise.resolve() : beforeStep(step)),
    });
    await expect(run).rejects.toBeInstanceOf(Interrupted);
    expect(await listeners()).toEqual(before);
  });
});

describe('time in a run', () => {
  const slow = defineScenario({
    ...base,
    variants: { only: correct('It takes its time.') },
    checks: { lasting: must('take a minute', 'lab') },
    async play({ serve, client, clock, step, check, wire }) {
      const api = await serve('api', {
        fetch: async () => {
          await clock.sleep(60_000);
          return new Response('done');
        },
      });
      await step('ask', 'Ask', () => client()(api.url));
      check(
        'lasting',
        wire.responses('api').map(({ at }) => at),
        [60_000],
      );
    },
  });

  it('jumps over waits', async () => {
    const began = performance.now();
    const { outcome, events } = await played(slow);
    expect(outcome.asPredicted).toBe(true);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(events).toContainEqual({ type: 'wait', from: 0, at: 60_000 });
  });

  it('starts tasks together and in order', async () => {
    const { events } = await played(
      defineScenario({
        ...base,
        variants: { only: correct('Three at once.') },
        checks: {},
        async play({ serve, client, clock, together }) {
          const api = await serve('api', {
            fetch: async () => {
              await clock.sleep(50);
              return new Response('done');
            },
          });
          await together([1, 2, 3].map((n) => () => client()(`${api.url}/${n}`)));
        },
      }),
    );
    const messages = events.filter((event) => event.type === 'message');
    expect(messages.map(({ at, message }) => `${at} ${message.summary}`)).toEqual([
      '0 GET /1 HTTP/1.1',
      '0 GET /2 HTTP/1.1',
      '0 GET /3 HTTP/1.1',
      '50 HTTP/1.1 200 OK',
      '50 HTTP/1.1 200 OK',
      '50 HTTP/1.1 200 OK',
    ]);
  });

  it('until quiet: waits for all that goes on by itself', async () => {
    const ticks: number[] = [];
    await played(
      defineScenario({
        ...base,
        variants: { only: correct('It ticks.') },
        checks: {},
        async play({ clock, untilQuiet }) {
          const tick = async () => {
            for (let n = 0; n < 3; n++) {
              await clock.sleep(100);
              ticks.push(clock.now());
            }
          };
          void tick();
          await untilQuiet();
          ticks.push(-1);
        },
      }),
    );
    expect(ticks).toEqual([100, 200, 300, -1]);
  });

  it('a cut connection is over before the next step begins', async () => {
    const { types } = await played(
      defineScenario({
        ...base,
        variants: { only: correct('It is cut.') },
        checks: {},
        async play({ serve, client, step }) {
          const api = await serve('api', hello);
          api.tap.inject(closeAfterBytes({ bytes: 20 }));
          await step('ask', 'Ask', () => client()(api.url).catch(() => {}));
          await step('look', 'Look', () => {});
        },
      }),
    );
    expect(types.indexOf('fault')).toBeGreaterThan(0);
    expect(types.lastIndexOf('connection-ended')).toBeLessThan(types.lastIndexOf('step'));
  });
});
