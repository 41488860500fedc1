import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { childServer } from '../../../parts/process/child-server.ts';
import { type KillableServer, killableServer } from '../../../parts/process/killable-server.ts';
import { correct, defineScenario, type Lab, must } from '../../../src/index.ts';
import { withId } from '../../../src/lab/scenario/scenario.ts';
import { play, type TranscriptEvent } from '../../../src/testing/index.ts';
import payments from './payments-program.ts';

interface Told {
  readonly first: string;
  readonly after: unknown;
  readonly charges: number;
  readonly events: readonly TranscriptEvent[];
}

/** What another process does takes as long as it takes: lab time stands still meanwhile. */
async function inRealTime<T>(lab: Lab, work: () => Promise<T>): Promise<T> {
  const { result } = await lab.use(work().then((done) => ({ result: done, close: () => {} })));
  return result;
}

/** Pays, is killed at a point, starts again over the same file. */
async function told(
  point: string,
  open: (lab: Lab, settings: { file: string; psp: string }) => KillableServer,
): Promise<Told> {
  let charges = 0;
  let first = '';
  let after: unknown;
  const scenario = defineScenario({
    title: 'A server dies',
    claim: 'Only what is written stays.',
    variants: { plain: correct('As it is.') },
    checks: { told: must('come to its end', 'lab') },
    async play(lab) {
      const charge = () => {
        charges++;
        return new Response(null, { status: 204 });
      };
      const psp = await lab.serve('psp', { fetch: charge }, { client: 'api' });
      const file = join(await lab.temporaryFolder(), 'payments.db');
      const server = open(lab, { file, psp: psp.url });
      const api = await lab.serve('api', server.serve);
      const fetch = lab.client();
      await lab.step('die', 'Die', async () => {
        server.killAt(point);
        first = await inRealTime(lab, () =>
          fetch(api.url, { method: 'POST' }).then(
            ({ status }) => `status ${status}`,
            () => 'lost',
          ),
        );
      });
      expect(server.isAlive).toBe(false);
      await expect(fetch(api.url)).rejects.toThrow();
      await lab.step('live', 'Live again', async () => {
        await inRealTime(lab, () => server.restart());
        after = await inRealTime(lab, async () => (await fetch(api.url)).json());
      });
      lab.check('told', true, true);
    },
  });
  const events: TranscriptEvent[] = [];
  const outcome = await play(withId(scenario, 'test-process'), {
    group: 'test',
    emit: (event) => void events.push(event),
  });
  if (outcome.failure !== undefined) throw outcome.failure;
  return { first, after, charges, events };
}

const servers = {
  'in this process': (lab: Lab, settings: { file: string; psp: string }) =>
    killableServer({ clock: lab.clock, connect: () => lab.connections('api') }, (life) =>
      payments(life, settings),
    ),
  'in a process of its own': (_: Lab, settings: { file: string; psp: string }) =>
    childServer(new URL('./payments-program.ts', import.meta.url), settings),
};

const result = ({ first, after, charges }: Told) => ({ first, after, charges });

describe('a server in this process', () => {
  it('that is killed after the charge has charged, and knows only that it began', async () => {
    expect(result(await told('after psp.charge', servers['in this process']))).toEqual({
      first: 'lost',
      after: { states: ['begun'], inMemory: 0 },
      charges: 1,
    });
  });

  it('that is killed before the charge has not charged', async () => {
    expect(result(await told('before psp.charge', servers['in this process']))).toEqual({
      first: 'lost',
      after: { states: ['begun'], inMemory: 0 },
      charges: 0,
    });
  });
});

it('a server in a process of its own comes to the same, on the wire too', async () => {
  const endings = ({ events }: Told) =>
    events.flatMap((event) =>
      event.type === 'connection-ended' && event.server === 'api'
        ? [`${event.direction} ${event.how} ${event.by}`]
        : [],
    );
  const [own, real] = [
    await told('after psp.charge', servers['in this process']),
    await told('after psp.charge', servers['in a process of its own']),
  ];
  expect(result(real)).toEqual(result(own));
  expect(endings(real)).toEqual(endings(own));
});

it.each(Object.entries(servers))(
  'a server %s stays closed once its run is over',
  async (_, open) => {
    let server: KillableServer | undefined;
    const scenario = defineScenario({
      title: 'A server, and a story that goes on',
      claim: 'What is over is over.',
      variants: { plain: correct('As it is.') },
      checks: { told: must('come to its end', 'lab') },
      async play(lab) {
        const file = join(await lab.temporaryFolder(), 'payments.db');
        server = open(lab, { file, psp: 'http://127.0.0.1:9' });
        await lab.serve('api', server.serve);
        lab.check('told', true, true);
      },
    });
    await play(withId(scenario, 'test-over'), { group: 'test', emit: () => {} });
    await expect(server?.restart()).rejects.toThrow('its run is over');
    expect(server?.isAlive).toBe(false);
  },
);
