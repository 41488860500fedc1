import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStoreClient } from '../../../parts/store/client.ts';
import { storeServer } from '../../../parts/store/server.ts';
import type { StoreScript } from '../../../parts/store/session.ts';
import { correct, defineScenario, type Lab, must, type StorePlace } from '../../../src/index.ts';
import { withId } from '../../../src/lab/scenario/scenario.ts';
import { play, type TranscriptEvent } from '../../../src/testing/index.ts';
import { redisIsHere, startRedis } from '../../redis-server.ts';

/** Counts up to a limit in one step. */
const takeOne: StoreScript = {
  lua: `local n = tonumber(redis.call('GET', KEYS[1]) or '0')
if n >= tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], n + 1, 'KEEPTTL')
return n + 1`,
  run(call, [key = ''], [limit = '']) {
    const n = Number(call('GET', key) ?? '0');
    if (n >= Number(limit)) return 0;
    call('SET', key, String(n + 1), 'KEEPTTL');
    return n + 1;
  },
};

type Client = ReturnType<typeof openStoreClient>;

/** Plays a story with a store, the lab's own or a real one. */
async function tell(
  story: (open: () => Promise<Client>, lab: Lab) => Promise<unknown>,
  store?: StorePlace,
): Promise<readonly TranscriptEvent[]> {
  const scenario = defineScenario({
    title: 'A story with a store',
    claim: 'Both stores answer alike.',
    variants: { plain: correct('As it is.') },
    checks: { told: must('come to its end', 'lab') },
    async play(lab) {
      const recipe = storeServer({ clock: lab.clock, scripts: [takeOne] });
      const { keyPrefix } = await lab.serve('store', recipe, { client: 'api', isStore: true });
      const open = async () => {
        const { authority } = await lab.party('api').route('store');
        return lab.use(openStoreClient({ authority, keyPrefix }));
      };
      await lab.step('talk', 'Talk', () => story(open, lab));
      lab.check('told', true, true);
    },
  });
  const events: TranscriptEvent[] = [];
  const outcome = await play(withId(scenario, 'test-store'), {
    group: 'test',
    emit: (event) => void events.push(event),
    ...(store && { store }),
  });
  if (outcome.failure !== undefined) throw outcome.failure;
  return events;
}

let real: Awaited<ReturnType<typeof startRedis>> | undefined;

beforeAll(async () => {
  if (redisIsHere) real = await startRedis();
});

afterAll(() => real?.close());

const stores = [
  { name: 'the lab’s own store', isReal: false },
  { name: 'redis-server', isReal: true },
] as const;

describe.each(stores)('$name', ({ isReal }) => {
  const test = it.skipIf(isReal && !redisIsHere);
  const played = (story: Parameters<typeof tell>[0]) => tell(story, isReal ? real : undefined);

  /** What the store says to words, one command after the other; an error is its text. */
  const said = async (...commands: readonly (readonly (string | number)[])[]) => {
    const replies: unknown[] = [];
    await played(async (open) => {
      const client = await open();
      for (const [name = '', ...words] of commands) {
        replies.push(
          await client
            .call(String(name), ...words.map(String))
            .catch((error: Error) => error.message),
        );
      }
    });
    return replies;
  };

  test('keeps texts, and counts', async () => {
    expect(
      await said(
        ['GET', 'a'],
        ['SET', 'a', '5'],
        ['GET', 'a'],
        ['INCR', 'a'],
        ['INCRBY', 'a', 10],
        ['DECR', 'a'],
        ['SET', 'a', 'x', 'NX'],
        ['SET', 'b', 'x', 'XX'],
        ['SET', 'a', 'x', 'XX'],
        ['INCR', 'a'],
        ['MGET', 'a', 'b'],
        ['DEL', 'a', 'b'],
        ['EXISTS', 'a'],
      ),
    ).toEqual([
      ...[null, 'OK', '5', 6, 16, 15, null, null, 'OK'],
      'ERR value is not an integer or out of range',
      ...[['x', null], 1, 0],
    ]);
  });

  test('gives keys a lifetime', async () => {
    expect(
      await said(
        ['TTL', 'a'],
        ['SET', 'a', '1', 'EX', 60],
        ['TTL', 'a'],
        ['INCR', 'a'],
        ['TTL', 'a'],
        ['SET', 'a', '1', 'KEEPTTL'],
        ['TTL', 'a'],
        ['SET', 'a', '1'],
        ['TTL', 'a'],
        ['PEXPIRE', 'a', 5000],
        ['TTL', 'a'],
        ['EXPIRE', 'b', 5],
        ['EXPIRE', 'a', -1],
        ['EXISTS', 'a'],
      ),
    ).toEqual([-2, 'OK', 60, 2, 60, 'OK', 60, 'OK', -1, 1, 5, 0, 1, 0]);
  });

  test('keeps hashes', async () => {
    expect(
      await said(
        ['HSET', 'h', 'a', '1', 'b', '2'],
        ['HSET', 'h', 'a', '3'],
        ['HGET', 'h', 'a'],
        ['HGET', 'h', 'c'],
        ['HINCRBY', 'h', 'n', 4],
        ['HDEL', 'h', 'a', 'b', 'n'],
        ['EXISTS', 'h'],
        ['SET', 'h', 'x'],
        ['HGET', 'h', 'a'],
      ),
    ).toEqual([
      ...[2, 0, '3', null, 4, 3, 0, 'OK'],
      'WRONGTYPE Operation against a key holding the wrong kind of value',
    ]);
  });

  test('keeps sorted sets', async () => {
    expect(
      await said(
        ['ZADD', 'z', 1, 'a', 2, 'b', 2, 'B', 3, 'c'],
        ['ZADD', 'z', 5, 'a'],
        ['ZRANGE', 'z', 0, -1],
        ['ZCARD', 'z'],
        ['ZCOUNT', 'z', 2, '(5'],
        ['ZREMRANGEBYSCORE', 'z', '-inf', '(3'],
        ['ZRANGE', 'z', 0, 0],
        ['ZRANGE', 'z', 4, '+inf', 'BYSCORE'],
        ['ZREM', 'z', 'a', 'c', 'd'],
        ['EXISTS', 'z'],
        ['ZCARD', 'z'],
      ),
    ).toEqual([4, 0, ['B', 'b', 'c', 'a'], 4, 3, 2, ['c'], ['a'], 2, 0, 0]);
  });

  test('runs a transaction, unless a watched key changed', async () => {
    const results: unknown[] = [];
    await played(async (open) => {
      const [ada, ben] = [await open(), await open()];
      results.push(await ada.multi().incr('n').incr('n').exec());
      await ada.watch('n');
      await ben.incr('n');
      results.push(await ada.multi().incr('n').exec());
      await ada.watch('n');
      results.push(await ada.multi().incr('n').exec());
      results.push(await ada.exec().catch((error: Error) => error.message));
    });
    expect(results).toEqual([
      [
        [null, 1],
        [null, 2],
      ],
      null,
      [[null, 4]],
      'ERR EXEC without MULTI',
    ]);
  });

  test('runs a script as one step, and knows it by its hash afterwards', async () => {
    const results: unknown[] = [];
    const events = await played(async (open) => {
      const client = await open();
      client.defineCommand('takeOne', { numberOfKeys: 1, lua: takeOne.lua });
      const take = Reflect.get(client, 'takeOne').bind(client);
      for (let time = 0; time < 3; time++) results.push(await take('bucket', 2));
    });
    expect(results).toEqual([1, 2, 0]);
    const commands = events.flatMap((event) =>
      event.type === 'message' && event.message.kind === 'resp-command'
        ? [event.message.command]
        : [],
    );
    expect(commands.filter((command) => command.startsWith('EVAL')).slice(-2)).toEqual([
      'EVALSHA',
      'EVALSHA',
    ]);
  });

  test('refuses what it does not know', async () => {
    const [unknown, wrong] = await said(['NOSUCH'], ['INCRBY', 'a']);
    expect(unknown).toMatch(/^ERR unknown command/);
    expect(wrong).toBe("ERR wrong number of arguments for 'incrby' command");
  });

  test('answers commands that come together in their order', async () => {
    const results: unknown[] = [];
    await played(async (open) => {
      const client = await open();
      results.push(await Promise.all([client.incr('a'), client.incr('a'), client.get('a')]));
    });
    expect(results).toEqual([[1, 2, '2']]);
  });
});

describe('the lab’s own store', () => {
  it('counts lifetimes by the lab’s clock', async () => {
    await tell(async (open, lab) => {
      const client = await open();
      await client.set('a', '1', 'PX', 1000);
      await lab.clock.sleep(999);
      expect(await client.get('a')).toBe('1');
      await lab.clock.sleep(1);
      expect(await client.get('a')).toBeNull();
    });
  });

  it('takes as long as it is told, one command after the other', async () => {
    await tell(async (_, lab) => {
      const recipe = storeServer({ clock: lab.clock, latencyMs: () => 5 });
      const slow = await lab.serve('slow', recipe, { client: 'api' });
      const client = await lab.use(openStoreClient(slow));
      await client.ping();
      const before = lab.clock.now();
      await Promise.all([client.incr('a'), client.incr('a')]);
      expect(lab.clock.now() - before).toBe(10);
    });
  });

  it('runs no Lua that it has no twin of', async () => {
    await tell(async (open) => {
      const client = await open();
      await expect(client.eval('return 1', 0)).rejects.toThrow('no Lua');
    });
  });

  it('says of a client that speaks no RESP why it closes', async () => {
    const { connect } = await import('node:net');
    await tell(async (_, lab) => {
      const recipe = storeServer({ clock: lab.clock });
      const { tap } = await lab.serve('strict', recipe);
      const socket = connect(tap.port, tap.host);
      const heard = new Promise<string>((resolve) => {
        let text = '';
        socket.on('data', (bytes) => {
          text += bytes.toString();
        });
        socket.once('close', () => resolve(text));
      });
      socket.write('*1\r\n:1\r\n');
      expect(await heard).toMatch(/^-ERR Protocol error/);
    });
  });
});

describe.skipIf(!redisIsHere)('a real store', () => {
  it('is waited for before time goes on, however long it takes', async () => {
    await tell(async (open, lab) => {
      const client = await open();
      const busy = 'for n = 1, 3e6 do end return redis.call("INCR", KEYS[1])';
      await client.ping();
      for (let time = 1; time <= 3; time++) {
        const late = lab.clock.sleep(50).then(() => 'late');
        expect(await Promise.race([client.eval(busy, 1, 'a'), late])).toBe(time);
        await late;
      }
    }, real);
  });

  it('is left as it was found, and plays the same story', async () => {
    const story: Parameters<typeof tell>[0] = async (open, lab) => {
      const client = await open();
      for (let time = 0; time < 20; time++) {
        await lab.clock.sleep(1000);
        await client.incr('a');
      }
    };
    const began = performance.now();
    const told = (events: readonly TranscriptEvent[]) =>
      events.flatMap((event) =>
        event.type === 'message' && event.message.kind === 'resp-reply'
          ? [`${event.at} ${event.message.value.slice(0, 9)}`]
          : [],
      );
    const real20 = told(await tell(story, real)).slice(1);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(real20).toEqual(told(await tell(story)).slice(1));
    const left = openStoreClient({ authority: `${real?.host}:${real?.port}` });
    expect(await left.keys('*')).toEqual([]);
    left.close();
  });
});
