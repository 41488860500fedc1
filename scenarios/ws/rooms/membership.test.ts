import { describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { type Member, Rooms } from './membership.ts';

/** The rooms never look at a connection. */
const member = (user: string): Member => ({ user, socket: {} as WebSocket });

describe('Rooms', () => {
  test('know who is where, a user with two devices once by name', () => {
    const rooms = new Rooms();
    const [phone, laptop, ada] = [member('ben'), member('ben'), member('ada')];
    for (const each of [phone, laptop, ada]) rooms.join(each, 'lobby');
    expect(rooms.membersOf('lobby')).toEqual([phone, laptop, ada]);
    expect(rooms.usersIn('lobby')).toEqual(['ben', 'ada']);
    expect([rooms.leave(phone, 'lobby'), rooms.leave(phone, 'lobby')]).toEqual([true, false]);
    expect(rooms.usersIn('lobby')).toEqual(['ben', 'ada']);
  });

  test('give a list that stays as it is', () => {
    const rooms = new Rooms();
    const [ada, ben] = [member('ada'), member('ben')];
    rooms.join(ada, 'lobby');
    rooms.join(ben, 'lobby');
    const before = rooms.membersOf('lobby');
    rooms.leave(ada, 'lobby');
    expect(before).toEqual([ada, ben]);
  });

  test('have a limit for each member', () => {
    const rooms = new Rooms();
    const ada = member('ada');
    const joined = Array.from({ length: 60 }, (_, n) => rooms.join(ada, `room-${n}`));
    expect(joined.filter((isIn) => isIn)).toHaveLength(50);
    expect(rooms.join(ada, 'room-3')).toBe(true);
    rooms.leave(ada, 'room-3');
    expect(rooms.join(ada, 'another')).toBe(true);
  });

  test('have a limit in all, and forget a room that is empty', () => {
    const rooms = new Rooms();
    const crowd = Array.from({ length: 25 }, (_, n) => member(`m${n}`));
    const joined = crowd.flatMap((each, m) =>
      Array.from({ length: 50 }, (_, n) => rooms.join(each, `room-${m}-${n}`)),
    );
    expect(joined.filter((isIn) => isIn)).toHaveLength(1000);
    for (const each of crowd) for (const room of rooms.of(each)) rooms.leave(each, room);
    expect(rooms.join(member('late'), 'lobby')).toBe(true);
  });
});
