import { type IncomingMessage, request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { manualClock } from '../../../test/tap/manual-clock.ts';
import { type ChatServerOptions, chatServer } from './chat-server.ts';

async function running(options: Partial<ChatServerOptions> = {}) {
  const manual = manualClock();
  const clock = { ...manual, date: () => new Date(0), sleep: () => Promise.resolve() };
  const chat = chatServer({
    clock,
    heartbeat: { intervalMs: 30, timeoutMs: 10 },
    resume: 'replay',
    ...options,
  });
  const server = await chat.listen({ host: '127.0.0.1' });
  onTestFinished(() => server.close());

  /** A member who says what it is told to and keeps what it hears. */
  const member = async (user: string, autoPong = true) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}`, { autoPong });
    const heard: unknown[] = [];
    let changed = () => {};
    socket.on('message', (data) => {
      heard.push(JSON.parse(String(data)));
      changed();
    });
    await new Promise((resolve) => socket.once('open', resolve));
    const say = (message: object | string) =>
      socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    say({ hello: user });
    return {
      socket,
      say,
      heard,
      closed: new Promise<number>((resolve) => socket.once('close', resolve)),
      /** Resolves with all it heard when there are that many. */
      async hears(count: number): Promise<unknown[]> {
        while (heard.length < count) await new Promise<void>((resolve) => (changed = resolve));
        return heard;
      },
    };
  };
  return { chat, clock: manual, member, port: server.port };
}

describe('a chat server', () => {
  it('sends a message to whoever is in the room, and an ack to who said it', async () => {
    const { member } = await running();
    const ada = await member('ada');
    ada.say({ join: 'lobby' });
    await ada.hears(1);
    const ben = await member('ben');
    ben.say({ join: 'lobby' });
    await ada.hears(2);
    ada.say({ say: 'hi', room: 'lobby', n: 1 });
    const message = { room: 'lobby', seq: 1, by: 'ada', said: 'hi' };
    expect(await ben.hears(2)).toEqual([
      { joined: 'lobby', seq: 0, here: ['ada', 'ben'] },
      message,
    ]);
    expect((await ada.hears(4)).slice(1)).toEqual([
      { came: 'ben', room: 'lobby' },
      message,
      { ack: 1 },
    ]);
  });

  it('takes what is said twice once, and says twice that it has it', async () => {
    const { chat, member } = await running();
    const ada = await member('ada');
    ada.say({ join: 'lobby' });
    for (let time = 1; time <= 2; time++) ada.say({ say: 'hi', room: 'lobby', n: 1 });
    expect((await ada.hears(4)).slice(2)).toEqual([{ ack: 1 }, { ack: 1 }]);
    expect(chat.log('lobby')).toHaveLength(1);
  });

  it('replays what came after the number that a client names', async () => {
    const { member } = await running();
    const ada = await member('ada');
    ada.say({ join: 'lobby' });
    for (let n = 1; n <= 3; n++) ada.say({ say: `${n}`, room: 'lobby', n });
    await ada.hears(7);
    const ben = await member('ben');
    ben.say({ join: 'lobby', after: 1 });
    const [, ...replayed] = await ben.hears(3);
    expect(replayed).toEqual([
      { room: 'lobby', seq: 2, by: 'ada', said: '2' },
      { room: 'lobby', seq: 3, by: 'ada', said: '3' },
    ]);
  });

  it('lets nobody listen to what is private, or speak where they are not', async () => {
    const { member } = await running();
    const ada = await member('ada');
    ada.say({ join: '@ben' });
    ada.say({ say: 'hi', room: 'kitchen', n: 1 });
    expect(await ada.hears(2)).toEqual([
      { error: '@ben is private' },
      { error: 'join kitchen before you speak there' },
    ]);
  });

  it('survives what makes no sense', async () => {
    const { member } = await running();
    const ada = await member('ada');
    ada.say('not json');
    ada.say({ join: 'lobby' });
    expect(await ada.hears(2)).toEqual([
      { error: 'say hello first, then join, leave or say' },
      { joined: 'lobby', seq: 0, here: ['ada'] },
    ]);
  });

  it('drops a peer that does not answer a ping in time, and tells the others', async () => {
    const { clock, member } = await running();
    const ada = await member('ada');
    ada.say({ join: 'lobby' });
    await ada.hears(1);
    const mute = await member('mute', false);
    mute.say({ join: 'lobby' });
    await ada.hears(2);
    const pinged = new Promise((resolve) => mute.socket.once('ping', resolve));
    // Ada's pong must have arrived before the deadline: her next message comes behind it.
    clock.advanceTo(30);
    await pinged;
    ada.say('');
    await ada.hears(3);
    clock.advanceTo(40);
    expect(await mute.closed).toBe(1006);
    expect((await ada.hears(4)).at(-1)).toEqual({ left: 'mute', room: 'lobby' });
  });

  it('does not take the late end of an old connection for a farewell', async () => {
    const { member } = await running();
    const ada = await member('ada');
    ada.say({ join: 'lobby' });
    await ada.hears(1);
    const before = await member('ben');
    before.say({ join: 'lobby' });
    await ada.hears(2);
    const after = await member('ben');
    after.say({ join: 'lobby' });
    await before.closed;
    await after.hears(1);
    ada.say('');
    expect((await ada.hears(4)).slice(1, 3)).toEqual([
      { came: 'ben', room: 'lobby' },
      { came: 'ben', room: 'lobby' },
    ]);
  });

  it.each(['8', '12', undefined])('refuses version %s with 426', async (version) => {
    const { port } = await running();
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...(version !== undefined && { 'sec-websocket-version': version }),
    };
    const response = await new Promise<IncomingMessage>((resolve) =>
      request({ port, host: '127.0.0.1', headers }, resolve).end(),
    );
    expect(response.statusCode).toBe(426);
    expect(response.headers).toMatchObject({ 'sec-websocket-version': '13', upgrade: 'websocket' });
  });

  it('closes with 1009 whoever sends more than it reads', async () => {
    const { member } = await running();
    const ada = await member('ada');
    ada.say(`"${'a'.repeat(20_000)}"`);
    expect(await ada.closed).toBe(1009);
  });
});
