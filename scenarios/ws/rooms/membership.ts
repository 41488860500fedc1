import type { WebSocket } from 'ws';

/** A connection, and whose it is. A user may have several: a phone, a laptop. */
export interface Member {
  readonly user: string;
  readonly socket: WebSocket;
}

/** Names come from anybody, so there are limits to how many are kept. */
const MOST_ROOMS = 1000;
const MOST_ROOMS_EACH = 50;

/** Who is in which room: a room is there while somebody is in it. */
export class Rooms {
  readonly #members = new Map<string, Set<Member>>();
  readonly #rooms = new Map<Member, Set<string>>();

  /** Says whether there was still a place. */
  join(member: Member, room: string): boolean {
    const members = this.#members.get(room) ?? new Set();
    const rooms = this.#rooms.get(member) ?? new Set();
    if (members.size === 0 && this.#members.size >= MOST_ROOMS) return false;
    if (!rooms.has(room) && rooms.size >= MOST_ROOMS_EACH) return false;
    this.#members.set(room, members.add(member));
    this.#rooms.set(member, rooms.add(room));
    return true;
  }

  /** Says whether the member was there. */
  leave(member: Member, room: string): boolean {
    const members = this.#members.get(room);
    const rooms = this.#rooms.get(member);
    if (!members?.delete(member)) return false;
    rooms?.delete(room);
    if (members.size === 0) this.#members.delete(room);
    if (rooms?.size === 0) this.#rooms.delete(member);
    return true;
  }

  has(member: Member, room: string): boolean {
    return this.#members.get(room)?.has(member) ?? false;
  }

  /** The rooms that a member is in. */
  of(member: Member): readonly string[] {
    return [...(this.#rooms.get(member) ?? [])];
  }

  /** Who is in a room at this moment: the list stays as it is, whoever comes or goes later. */
  membersOf(room: string): readonly Member[] {
    return [...(this.#members.get(room) ?? [])];
  }

  /** The same by their names, each once. */
  usersIn(room: string): readonly string[] {
    return [...new Set(this.membersOf(room).map(({ user }) => user))];
  }
}
