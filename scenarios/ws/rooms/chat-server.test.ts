import { manualClock } from 'apilab/testing';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { underTest } from '../parts/testing.ts';
import { chatServer } from './chat-server.ts';

async function running() {
  const clock = manualClock();
  const server = chatServer({ heartbeat: { clock, intervalMs: 30, timeoutMs: 10 } });
  const tested = await underTest(server);
  onTestFinished(() => tested.close());
  const member = async (user: string, ...rooms: readonly string[]) => {
    const talker = await tested.talker();
    talker.say({ hello: user });
    for (const room of rooms) talker.say({ join: room });
    await talker.hears(rooms.length);
    return talker;
  };
  return { clock, member, ...tested };
}

describe('a chat with rooms', () => {
  test('sends a message to whoever is in the room', async () => {
    const { member } = await running();
    const ada = await member('ada', 'lobby');
    const ben = await member('ben', 'lobby');
    ada.say({ say: 'hi', room: 'lobby' });
    const message = { room: 'lobby', by: 'ada', said: 'hi' };
    expect(await ben.hears(2)).toEqual([{ joined: 'lobby', here: ['ada', 'ben'] }, message]);
    expect((await ada.hears(3)).slice(1)).toEqual([{ came: 'ben', room: 'lobby' }, message]);
  });

  test('shows a user with two devices once, until both are gone', async () => {
    const { member } = await running();
    const ada = await member('ada', 'lobby');
    const phone = await member('ben', 'lobby');
    const laptop = await member('ben', 'lobby');
    phone.socket.terminate();
    await phone.closed;
    laptop.say({ say: 'still here', room: 'lobby' });
    await ada.hears(3);
    laptop.socket.terminate();
    expect((await ada.hears(4)).slice(1)).toEqual([
      { came: 'ben', room: 'lobby' },
      { room: 'lobby', by: 'ben', said: 'still here' },
      { left: 'ben', room: 'lobby' },
    ]);
  });

  test('lets nobody listen to what is private, or speak where they are not', async () => {
    const { member } = await running();
    const ada = await member('ada');
    ada.say({ join: '@ben' });
    ada.say({ say: 'hi', room: 'kitchen' });
    ada.say({ leave: 'kitchen' });
    ada.say({ hello: 'ben' });
    expect(await ada.hears(3)).toEqual([
      { error: 'there is no way into @ben' },
      { error: 'join kitchen before you speak there' },
      { error: 'say hello once, then join, leave or say' },
    ]);
  });

  test('survives whatever is said, and remembers nothing of it', async () => {
    const { clock, member, talker } = await running();
    const name = fc.oneof(fc.constantFrom('lobby', '@ada', '@ben', '__proto__'), fc.string());
    const value = fc.oneof(name, fc.jsonValue());
    const message = fc.oneof(
      fc.jsonValue(),
      fc.record({ hello: value }),
      fc.record({ join: value }),
      fc.record({ leave: value }),
      fc.record({ say: value, room: value }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 20 }), async (messages) => {
        const stranger = await talker();
        stranger.say({ hello: 'ada' });
        for (const each of messages) stranger.say(JSON.stringify(each));
        stranger.socket.close();
        await stranger.closed;
      }),
      { numRuns: 30 },
    );
    const ada = await member('ada', 'lobby');
    expect(await ada.hears(1)).toEqual([{ joined: 'lobby', here: ['ada'] }]);
    expect(clock.timers).toBe(1);
  });
});
