import type { Wire, WsFrame } from 'apilab';
import { runs } from 'apilab/parts/checks/sequences';
import { counted, listed } from 'apilab/parts/checks/words';
import { heard, heardIn } from '../parts/heard-checks.ts';

/** The numbers of the messages that clients heard in a room, such as `ada 1-62 · ben 1-62`. */
export function heardNumbers(wire: Wire, room: string, clients: readonly string[]): string {
  const messages = heard(wire).filter(({ message }) => message.room === room && 'said' in message);
  return listed(
    ...clients.map((client) => {
      const numbers = messages.filter(({ by }) => by === client).map(({ message }) => message.seq);
      return `${client} ${runs(numbers.map(Number))}`;
    }),
  );
}

/** The number of the newest message of a room that anybody heard. */
export const newestHeard = (wire: Wire, room: string): number =>
  Math.max(
    0,
    ...heard(wire).map(({ message }) => (message.room === room ? Number(message.seq) : 0)),
  );

/** What a client heard a user say, in the order of the room. */
const saidBy = (wire: Wire, user: string, listener: string): readonly string[] =>
  heard(wire)
    .filter(({ by, message }) => by === listener && message.by === user)
    .map(({ message }) => String(message.said));

/** The numbers that a user counts aloud, as another one heard them, such as `ben 1-42`. */
export function countedAloud(wire: Wire, user: string, listener: string): string {
  const numbers = saidBy(wire, user, listener).filter((text) => /^\d+$/.test(text));
  return `${user} ${runs(numbers.map(Number))}`;
}

/** What a user says in words, as another one heard it. */
export const saidInWords = (wire: Wire, user: string, listener: string): string =>
  listed(...saidBy(wire, user, listener).filter((text) => !/^\d+$/.test(text))) || 'nothing';

/** How many of the messages that were acknowledged to some clients the room never heard. */
export function acknowledgedInVain(wire: Wire, clients: readonly string[]): string {
  const said = new Set(heard(wire).map(({ message }) => message.said));
  const acknowledged = clients.flatMap((client) => {
    const frames = wire.frames().filter((frame) => frame.client === client);
    const acks = new Set(heardIn(frames).map(({ message }) => message.ack));
    return frames.flatMap((frame) => sayingIn(frame)).filter(({ n }) => acks.has(n));
  });
  const texts = [...new Set(acknowledged.map(({ say }) => say))];
  const vain = texts.filter((text) => !said.has(text));
  return `${vain.length} of ${counted(texts.length, 'acknowledged message')} never heard`;
}

function sayingIn({ direction, message }: WsFrame): readonly { say: string; n: number }[] {
  if (direction !== 'client-to-server' || message?.text === undefined) return [];
  const { say, n } = JSON.parse(message.text);
  return typeof say === 'string' ? [{ say, n }] : [];
}

/** What each of some clients heard first when it joined a room with a place to go on from. */
export function firstHeard(wire: Wire, clients: readonly string[]): string {
  return listed(
    ...clients.map((client) => {
      const [, next] = heard(wire).filter(({ by }) => by === client);
      const what = next === undefined ? 'nothing' : 'gap' in next.message ? 'gap' : 'a message';
      return `${client}: ${what}`;
    }),
  );
}
