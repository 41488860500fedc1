import { type Deliver, toEach } from '../chat-server.ts';
import type { Member } from '../membership.ts';

/** Sends everything to everybody it knows: the clients pick out what is theirs. */
export function toAll(): Deliver {
  const everybody = new Set<Member>();
  return (message, members) => {
    for (const member of members) everybody.add(member);
    toEach(message, [...everybody]);
  };
}
