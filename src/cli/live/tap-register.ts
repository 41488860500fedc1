import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { mayLive } from '../../progress/process-life.ts';
import { UsageError } from '../ending/exit.ts';
import { meets, type Target } from '../typed/target.ts';

/** A tap that listens on this machine, and where it leads. */
export interface ListedTap {
  readonly pid: number;
  readonly host: string;
  readonly port: number;
  readonly target: { readonly port: number; readonly addresses: readonly string[] };
}

/** How many taps in a row are followed. */
const LONGEST_CHAIN = 64;

/** Where the taps of this user say where they lead, a file each. */
export function tapsFolder(): string {
  return join(tmpdir(), `apilab-taps-${userInfo().username}`);
}

/**
 * The taps that run and lead, one after the other, back to where this one is to listen; nothing if they do not.
 * A connection would go round between them until no descriptor is left.
 */
export function roundOf(
  listen: { readonly host: string; readonly port: number },
  target: Pick<Target, 'port' | 'addresses'>,
  taps: readonly ListedTap[],
): readonly ListedTap[] | undefined {
  const round: ListedTap[] = [];
  let next = target;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const { port, addresses } = next;
    const tap = taps.find(
      (each) => each.port === port && addresses.some((address) => meets(each.host, address)),
    );
    if (tap === undefined) return undefined;
    round.push(tap);
    next = tap.target;
    const leadsHere = next.addresses.some((address) => meets(listen.host, address));
    if (next.port === listen.port && leadsHere) return round;
  }
  return undefined;
}

/** @throws UsageError if the target leads back to where the tap is to listen, over other taps. */
export function refuseRound(
  listen: { readonly host: string; readonly port: number },
  target: Target,
): void {
  const round = roundOf(listen, target, listedTaps());
  if (round === undefined) return;
  const over = round.map(({ host, port, pid }) => `${host}:${port} (process ${pid})`).join(', ');
  throw new UsageError(
    `${target.name} leads back here, over the tap at ${over}; end that one, or choose another target`,
  );
}

/** Says where a tap leads, for those that start later, until it is closed. */
export function listTap(tap: Omit<ListedTap, 'pid'>, folder = tapsFolder()): { close(): void } {
  const path = join(folder, `${process.pid}.json`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(path, JSON.stringify({ pid: process.pid, ...tap }));
  } catch {
    // Without the list a round is not noticed, and nothing else is lost.
  }
  return { close: () => rmSync(path, { force: true }) };
}

/** The taps of this user that run. What processes left that were killed is removed. */
export function listedTaps(folder = tapsFolder()): readonly ListedTap[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const pid = Number(/^(\d+)\.json$/.exec(name)?.[1]);
    if (!Number.isInteger(pid) || pid === process.pid) return [];
    const path = join(folder, name);
    if (!mayLive(String(pid))) {
      rmSync(path, { force: true });
      return [];
    }
    try {
      const tap: unknown = JSON.parse(readFileSync(path, 'utf8'));
      return isListedTap(tap) ? [tap] : [];
    } catch {
      return [];
    }
  });
}

function isListedTap(value: unknown): value is ListedTap {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, host, port, target } = value as Partial<Record<keyof ListedTap, unknown>>;
  if (typeof target !== 'object' || target === null) return false;
  const addresses: unknown = Reflect.get(target, 'addresses');
  return (
    typeof pid === 'number' &&
    typeof host === 'string' &&
    typeof port === 'number' &&
    typeof Reflect.get(target, 'port') === 'number' &&
    Array.isArray(addresses) &&
    addresses.every((each) => typeof each === 'string')
  );
}
