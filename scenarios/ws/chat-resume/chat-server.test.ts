import { manualClock } from 'apilab/testing';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { underTest } from '../parts/testing.ts';
import { chatServer } from './chat-server.ts';

async function running(window = 100) {
  const clock = manualClock();
  const heartbeat = { clock, intervalMs: 30, timeoutMs: 10 };
  const chat = chatServer({ heartbeat, window });
  const tested = await underTest(chat.server);
  onTestFinished(() => tested.close());
  const client = async (user: string, name?: string) => {
    const talker = await tested.talker();
    talker.say({ hello: user, ...(name !== undefined && { client: name }) });
    return talker;
  };
  /** Somebody in the lobby. */
  const member = async (user: string, name?: string) => {
    const talker = await client(user, name);
    talker.say({ join: 'lobby' });
    await talker.hears(1);
    return talker;
  };
  return { chat, clock, client, member, ...tested };
}

const saying = (n: number, say = `${n}`, room = 'lobby') => ({ say, room, n });
const acksIn = (heard: readonly unknown[]) =>
  heard.flatMap((each) => {
    const { ack, refused } = each as { ack?: number; refused?: number };
    return ack === undefined ? (refused === undefined ? [] : [`refused ${refused}`]) : [`${ack}`];
  });

describe('a chat that keeps what is said', () => {
  test('numbers what is said, and acknowledges it', async () => {
    const { chat, member } = await running();
    const ada = await member('ada');
    const ben = await member('ben');
    ada.say(saying(1, 'hi'));
    const message = { room: 'lobby', seq: 1, by: 'ada', said: 'hi' };
    expect((await ben.hears(2))[1]).toEqual(message);
    expect((await ada.hears(3)).slice(1)).toEqual([message, { ack: 1 }]);
    expect(chat.log('lobby')).toEqual([message]);
  });

  test('takes what is said twice once, and says twice that it has it', async () => {
    const { chat, client, member } = await running();
    const before = await member('ada', 'phone');
    before.say(saying(1));
    await before.hears(3);
    const after = await client('ada', 'phone');
    after.say(saying(1));
    expect(await after.hears(1)).toEqual([{ ack: 1 }]);
    expect(chat.log('lobby')).toHaveLength(1);
  });

  test('counts each client for itself, and a connection without a name too', async () => {
    const { chat, member } = await running();
    for (const name of ['phone', 'laptop', undefined, undefined]) {
      const ben = await member('ben', name);
      ben.say(saying(1, `from ${name}`));
      await ben.hears(3);
    }
    expect(chat.log('lobby').map(({ said }) => said)).toEqual([
      'from phone',
      'from laptop',
      'from undefined',
      'from undefined',
    ]);
  });

  test('acknowledges nothing that it does not keep', async () => {
    const { chat, member } = await running();
    const ada = await member('ada');
    ada.say(saying(1));
    ada.say(saying(2, 'hi', 'kitchen'));
    ada.say(saying(3));
    ada.say(saying(2));
    ada.say(saying(0));
    const heard = await ada.hears(8);
    expect(acksIn(heard)).toEqual(['1', 'refused 2', '3', 'refused 2']);
    expect(chat.log('lobby').map(({ said }) => said)).toEqual(['1', '3']);
  });

  test('replays what came after the number that a client names', async () => {
    const { client, member } = await running();
    const ada = await member('ada');
    for (let n = 1; n <= 3; n++) ada.say(saying(n));
    await ada.hears(7);
    const ben = await client('ben');
    ben.say({ join: 'lobby', after: 1 });
    expect(await ben.hears(3)).toEqual([
      { joined: 'lobby', seq: 3 },
      { room: 'lobby', seq: 2, by: 'ada', said: '2' },
      { room: 'lobby', seq: 3, by: 'ada', said: '3' },
    ]);
  });

  test.each([0, 4, 999])('announces a gap after %i, of which it cannot tell', async (after) => {
    const { client, member } = await running(2);
    const ada = await member('ada');
    for (let n = 1; n <= 3; n++) ada.say(saying(n));
    await ada.hears(7);
    const ben = await client('ben');
    ben.say({ join: 'lobby', after });
    expect(await ben.hears(2)).toEqual([
      { joined: 'lobby', seq: 3 },
      { gap: 'lobby', oldest: 2, newest: 3 },
    ]);
  });

  test('lets another device of a user live, and replaces the connection of one that is back', async () => {
    const { member } = await running();
    const phone = await member('ben', 'phone');
    const laptop = await member('ben', 'laptop');
    const again = await member('ben', 'phone');
    expect(await phone.closed).toBe(1006);
    laptop.say(saying(1));
    expect((await again.hears(2))[1]).toMatchObject({ said: '1' });
  });

  test('lets nobody listen to what is private', async () => {
    const { client } = await running();
    const ada = await client('ada');
    ada.say({ join: '@ben' });
    ada.say(saying(1, 'psst', '@ben'));
    expect(await ada.hears(2)).toEqual([{ error: 'there is no way into @ben' }, { ack: 1 }]);
    const ben = await client('ben');
    ben.say({ join: '@ben', after: 0 });
    expect((await ben.hears(2))[1]).toEqual({ room: '@ben', seq: 1, by: 'ada', said: 'psst' });
  });

  test('opens no more rooms than it can keep', async () => {
    const { client } = await running();
    const ada = await client('ada');
    for (let n = 1; n <= 101; n++) ada.say({ join: `room-${n}` });
    expect((await ada.hears(101)).at(-1)).toEqual({ error: 'there is no way into room-101' });
    ada.say({ join: 'room-1' });
    expect((await ada.hears(102)).at(-1)).toEqual({ joined: 'room-1', seq: 0 });
  });

  test('survives whatever is said', async () => {
    const { clock, client, member } = await running();
    const name = fc.oneof(fc.constantFrom('lobby', '@ada', '__proto__'), fc.string());
    const value = fc.oneof(name, fc.integer(), fc.jsonValue());
    const message = fc.oneof(
      fc.jsonValue(),
      fc.record({ hello: value, client: value }),
      fc.record({ join: value, after: value }),
      fc.record({ leave: value }),
      fc.record({ say: value, room: value, n: fc.oneof(value, fc.nat()) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 20 }), async (messages) => {
        const stranger = await client('ada', 'phone');
        for (const each of messages) stranger.say(JSON.stringify(each));
        stranger.socket.close();
        await stranger.closed;
      }),
      { numRuns: 30 },
    );
    const ada = await member('ada');
    ada.say(saying(1, 'still here'));
    expect(acksIn(await ada.hears(3))).toEqual(['1']);
    expect(clock.timers).toBe(1);
  });
});
