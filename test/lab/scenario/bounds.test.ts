import { describe, expect, it } from 'vitest';
import { correct, defineScenario, integer, type Lab } from '../../../src/index.ts';
import { play } from '../../../src/lab/scenario/play.ts';
import { withId } from '../../../src/lab/scenario/scenario.ts';

/** Plays one step, and gives what the run failed of. */
async function failureOf(body: (lab: Lab) => Promise<unknown>, size?: string) {
  const scenario = defineScenario({
    title: 'An example',
    claim: 'An example.',
    params: { size: integer({ default: 1, min: 1, max: 9, about: 'how large it is' }) },
    variants: { only: correct('It goes on.') },
    checks: {},
    play: (lab) => lab.step('go-on', 'Go on', () => body(lab)).then(() => {}),
  });
  const set = size === undefined ? {} : { size };
  const { failure } = await play(withId(scenario, 'example'), {
    group: 'test',
    set,
    emit: () => {},
  });
  return failure && { code: failure.code, message: failure.message };
}

const hello = { fetch: () => new Response('hello') };
const endless = (by: string) => ({
  code: 'endless',
  message: `the scenario goes on for ever in step 1 'Go on': ${by}`,
});

describe('a story without end is ended, and told what repeats:', () => {
  it('steps that take no time', async () => {
    const failure = await failureOf(async ({ clock }) => {
      for (;;) await clock.sleep(0);
    });
    expect(failure).toEqual(endless('10,000 timers at +0 ms, and lab time stands still'));
  });

  it('waits, as of a heartbeat that hides that nothing can come', async () => {
    const failure = await failureOf(({ clock }) => {
      const beat = () => clock.setTimer(15_000, beat);
      beat();
      return new Promise(() => {});
    });
    expect(failure).toEqual(endless('50,000 waits, the last a wait of 15000 ms'));
  });

  it('waits that grow without bound', async () => {
    const failure = await failureOf(async ({ clock }) => {
      for (let delayMs = 1; ; delayMs *= 2) await clock.sleep(delayMs);
    });
    expect(failure).toEqual(endless('two years of lab time'));
  });

  it('requests, their numbers counting up', async () => {
    const failure = await failureOf(async ({ serve, client, clock }) => {
      const api = await serve('api', hello);
      const fetch = client();
      for (let n = 1; ; n++) {
        await (await fetch(`${api.url}/${n}`)).text();
        await clock.sleep(1000);
      }
    });
    expect(failure).toEqual(endless('2,000 times GET /2001 HTTP/1.1 from client to api'));
  });

  it('connections that nobody closes', async () => {
    const failure = await failureOf(async ({ serve, client }) => {
      const api = await serve('api', hello);
      for (;;) await (await client()(api.url)).text();
    });
    expect(failure).toEqual(endless('500 connections at once'));
  });

  it('what is never twice the same', async () => {
    let words = '';
    const failure = await failureOf(async ({ note, clock }) => {
      for (;;) {
        words = words.length === 3 ? 'a' : `${words}b`;
        note(`${words} ${String.fromCodePoint(0x4e00 + (clock.now() % 20_000))}`);
        await clock.sleep(1);
      }
    });
    expect(failure?.message).toContain('20,000 events, the last the note');
  });
});

describe('a long story', () => {
  const threeThousand = async ({ note }: Lab) => {
    for (let n = 0; n < 3000; n++) note('again');
  };

  it('fails past its bound', async () => {
    expect(await failureOf(threeThousand)).toEqual(endless("2,000 times the note 'again'"));
  });

  it('may be five times as long where a parameter asks for more than its default', async () => {
    expect(await failureOf(threeThousand, '2')).toBeUndefined();
  });
});
