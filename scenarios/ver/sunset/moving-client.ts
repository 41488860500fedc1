import type { Clock } from 'apilab';
import { linkOf } from 'apilab/parts/http/link';

/** Finds what took the place of an address; `undefined` if nothing is known to. */
export type FindSuccessor = (answer: Response, url: string) => string | undefined;

/** Goes by the link in the answer, and only to the server that gave it: a hint could lead anywhere (RFC 8594 §8). */
export const linkedSuccessor: FindSuccessor = ({ headers }, url) => {
  const successor = linkOf('successor-version', headers.get('Link'), url);
  return successor !== undefined && new URL(successor).origin === new URL(url).origin
    ? successor
    : undefined;
};

export interface MovingClientOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** Told once of each address that will end. */
  readonly warn: (text: string) => void;
  readonly findSuccessor?: FindSuccessor;
}

/**
 * Reads what lies at addresses. One that is deprecated it leaves for its successor, and one that is
 * gone at once; what it then reads has another shape, which its caller must know.
 */
export function movingClient({
  fetch,
  clock,
  warn,
  findSuccessor = linkedSuccessor,
}: MovingClientOptions) {
  const successors = new Map<string, string>();
  const warned = new Set<string>();

  return async function read(url: string): Promise<Response> {
    const address = successors.get(url) ?? url;
    const answer = await fetch(address);
    const deprecatedAt = readDate(answer.headers.get('Deprecation'));
    const isGone = answer.status === 410;
    if (deprecatedAt === undefined && !isGone) return answer;

    const successor = findSuccessor(answer, address);
    if (!warned.has(address)) {
      warned.add(address);
      const sunset = answer.headers.get('Sunset') ?? 'some day';
      warn(`${new URL(address).pathname} ${isGone ? 'is gone' : `ends: ${sunset}`}`);
    }
    const isOver = isGone || (deprecatedAt !== undefined && deprecatedAt <= clock.date());
    if (successor === undefined || successor === address || !isOver) return answer;
    successors.set(url, successor);
    if (!isGone) return answer;
    // Read to its end, so that its connection can be used again.
    await answer.text();
    return fetch(successor);
  };
}

/** A date as a Structured Field (RFC 9651 §3.3.7), with or without parameters; what is none is passed over. */
export function readDate(field: string | null): Date | undefined {
  const [, seconds] = /^ *@(-?\d{1,12}) *(?:;.*)?$/.exec(field ?? '') ?? [];
  return seconds === undefined ? undefined : new Date(Number(seconds) * 1000);
}
