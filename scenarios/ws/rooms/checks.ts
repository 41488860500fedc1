import type { Seen, Wire, WsFrame } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { heard, heardIn } from '../parts/heard-checks.ts';

/** Who heard what was said, such as `hello all: ada ben carol`, in the order of the first to hear it. */
export function audience(frames: readonly Seen<WsFrame>[], ...texts: readonly string[]): string {
  const said = heardIn(frames).filter(({ message }) => 'said' in message);
  return listed(
    ...texts.map((text) => {
      const users = said.filter(({ message }) => message.said === text).map(({ by }) => by);
      return `${text}: ${[...new Set(users)].sort().join(' ') || 'nobody'}`;
    }),
  );
}

/** Who is in a room, as far as one of its members was told. */
export function rosterOf(wire: Wire, room: string, member: string): string {
  const roster = new Set<string>();
  for (const { by, message } of heard(wire)) {
    if (by !== member) continue;
    if (message.joined === room && Array.isArray(message.here)) {
      roster.clear();
      for (const user of message.here) roster.add(String(user));
    }
    if (message.room !== room) continue;
    if (typeof message.came === 'string') roster.add(message.came);
    if (typeof message.left === 'string') roster.delete(message.left);
  }
  return [...roster].sort().join(' ');
}

/** How long after a moment a member heard a message of the lobby with a certain value, such as `40 s later`. */
export function heardAfter(
  wire: Wire,
  { member, since, name, value }: { member: string; since: number; name: string; value: string },
): string {
  const told = heard(wire).find(
    ({ by, at, message }) =>
      by === member && at >= since && message.room === 'lobby' && message[name] === value,
  );
  return told === undefined ? 'never' : `${(told.at - since) / 1000} s later`;
}

/** How many of the pings that arrived had no pong from the other side. */
export function answeredPings(wire: Wire): string {
  const arrived = wire.frames().filter(({ delivery }) => delivery === 'whole');
  const pings = arrived.filter(({ opcode }) => opcode === 'ping');
  // On a connection the nth pong of one side answers the nth ping of the other.
  const pongs = arrived.filter(({ opcode }) => opcode === 'pong');
  const unanswered = pings.filter((ping) => {
    const isBefore = (each: Seen<WsFrame>) => isOfTheSame(each, ping) && each.at <= ping.at;
    const answers = pongs.filter((pong) => isAnswer(pong, ping));
    return answers.length < pings.filter(isBefore).length;
  });
  return `${unanswered.length} of ${counted(pings.length, 'ping')} unanswered`;
}

const isOfTheSame = (one: Seen<WsFrame>, other: Seen<WsFrame>) =>
  one.connection === other.connection && one.direction === other.direction;

const isAnswer = (pong: Seen<WsFrame>, ping: Seen<WsFrame>) =>
  pong.connection === ping.connection && pong.direction !== ping.direction;
