import type { Clock } from 'apilab';
import { type Keys, SortedSet } from './keys.ts';
import { OK, type Reply, Status, StoreError } from './reply.ts';

/** What commands work on. */
export interface Workplace {
  readonly keys: Keys;
  readonly clock: Clock;
}

interface Command {
  /** How many words it takes behind its name, at least and at most. */
  readonly takes: readonly [least: number, most: number];
  run(words: readonly string[], at: Workplace): Reply;
}

const MANY = 100_000;

const command = (
  takes: Command['takes'],
  run: (words: readonly string[], at: Workplace) => Reply,
): Command => ({ takes, run });

/** The commands by name: those that scenarios need, with the replies of Redis. */
const commands: Readonly<Record<string, Command>> = {
  PING: command([0, 1], ([text]) => text ?? new Status('PONG')),
  ECHO: command([1, 1], ([text = '']) => text),
  TIME: command([0, 0], (_, { clock }) => {
    const now = clock.date().getTime();
    return [String(Math.floor(now / 1000)), String((now % 1000) * 1000)];
  }),
  DBSIZE: command([0, 0], (_, { keys }) => keys.names().length),
  FLUSHDB: command([0, 1], (_, { keys }) => {
    keys.clear();
    return OK;
  }),
  KEYS: command([1, 1], ([pattern = '*'], { keys }) => keys.names().filter(glob(pattern))),
  EXISTS: command([1, MANY], (names, { keys }) => names.filter((name) => keys.has(name)).length),
  DEL: command(
    [1, MANY],
    (names, { keys }) => names.filter((name) => keys.has(name) && keys.delete(name)).length,
  ),

  GET: command([1, 1], ([key = ''], { keys }) => keys.text(key) ?? null),
  MGET: command([1, MANY], (names, { keys }) =>
    names.map((name) => {
      try {
        return keys.text(name) ?? null;
      } catch {
        return null;
      }
    }),
  ),
  SET: command([2, 7], set),
  SETNX: command([2, 2], ([key = '', value = ''], { keys }) => {
    if (keys.has(key)) return 0;
    keys.set(key, value);
    return 1;
  }),
  GETDEL: command([1, 1], ([key = ''], { keys }) => {
    const value = keys.text(key);
    if (value !== undefined) keys.delete(key);
    return value ?? null;
  }),
  INCR: command([1, 1], ([key = ''], { keys }) => add(keys, key, 1)),
  DECR: command([1, 1], ([key = ''], { keys }) => add(keys, key, -1)),
  INCRBY: command([2, 2], ([key = '', by = ''], { keys }) => add(keys, key, integer(by))),
  DECRBY: command([2, 2], ([key = '', by = ''], { keys }) => add(keys, key, -integer(by))),

  EXPIRE: command([2, 3], (words, at) => expire(words, at, 1000)),
  PEXPIRE: command([2, 3], (words, at) => expire(words, at, 1)),
  PERSIST: command([1, 1], ([key = ''], { keys }) => {
    return keys.leftMs(key) >= 0 && keys.expire(key, undefined) ? 1 : 0;
  }),
  TTL: command([1, 1], ([key = ''], { keys }) => {
    const left = keys.leftMs(key);
    return left < 0 ? left : Math.round(left / 1000);
  }),
  PTTL: command([1, 1], ([key = ''], { keys }) => keys.leftMs(key)),

  HGET: command([2, 2], ([key = '', field = ''], { keys }) => keys.hash(key)?.get(field) ?? null),
  HMGET: command([2, MANY], ([key = '', ...fields], { keys }) => {
    const hash = keys.hash(key);
    return fields.map((field) => hash?.get(field) ?? null);
  }),
  HGETALL: command([1, 1], ([key = ''], { keys }) => keys.hash(key) ?? new Map()),
  HSET: command([3, MANY], ([key = '', ...pairs], { keys }) => {
    if (pairs.length % 2 !== 0) {
      throw new StoreError("ERR wrong number of arguments for 'hset' command");
    }
    const hash = keys.hash(key) ?? new Map<string, string>();
    const before = hash.size;
    for (let at = 0; at < pairs.length; at += 2) hash.set(pairs[at] ?? '', pairs[at + 1] ?? '');
    keys.set(key, hash);
    return hash.size - before;
  }),
  HDEL: command([2, MANY], ([key = '', ...fields], { keys }) => {
    const hash = keys.hash(key);
    if (hash === undefined) return 0;
    const gone = fields.filter((field) => hash.delete(field)).length;
    keys.set(key, hash);
    return gone;
  }),
  HINCRBY: command([3, 3], ([key = '', field = '', by = ''], { keys }) => {
    const hash = keys.hash(key) ?? new Map<string, string>();
    const value = integer(hash.get(field) ?? '0', 'ERR hash value is not an integer') + integer(by);
    hash.set(field, String(value));
    keys.set(key, hash);
    return value;
  }),

  ZADD: command([3, MANY], ([key = '', ...pairs], { keys }) => {
    if (pairs.length % 2 !== 0) throw new StoreError('ERR syntax error');
    const set = keys.sortedSet(key) ?? new SortedSet();
    const before = set.size;
    for (let at = 0; at < pairs.length; at += 2) {
      set.set(pairs[at + 1] ?? '', score(pairs[at] ?? ''));
    }
    keys.set(key, set);
    return set.size - before;
  }),
  ZREM: command([2, MANY], ([key = '', ...members], { keys }) => {
    const set = keys.sortedSet(key);
    if (set === undefined) return 0;
    const gone = members.filter((member) => set.delete(member)).length;
    keys.set(key, set);
    return gone;
  }),
  ZCARD: command([1, 1], ([key = ''], { keys }) => keys.sortedSet(key)?.size ?? 0),
  ZSCORE: command([2, 2], ([key = '', member = ''], { keys }) => {
    const found = keys.sortedSet(key)?.get(member);
    return found === undefined ? null : String(found);
  }),
  ZCOUNT: command([3, 3], ([key = '', min = '', max = ''], { keys }) => {
    return between(keys.sortedSet(key), min, max).length;
  }),
  ZREMRANGEBYSCORE: command([3, 3], ([key = '', min = '', max = ''], { keys }) => {
    const set = keys.sortedSet(key);
    const gone = between(set, min, max);
    for (const [member] of gone) set?.delete(member);
    if (set !== undefined && gone.length > 0) keys.set(key, set);
    return gone.length;
  }),
  ZRANGE: command([3, 5], ([key = '', start = '', stop = '', ...options], { keys }) => {
    const wanted = options.map((option) => option.toUpperCase());
    if (wanted.some((option) => option !== 'WITHSCORES' && option !== 'BYSCORE')) {
      throw new StoreError('ERR syntax error');
    }
    const set = keys.sortedSet(key);
    const found = wanted.includes('BYSCORE')
      ? between(set, start, stop)
      : slice(set?.ordered() ?? [], integer(start), integer(stop));
    if (!wanted.includes('WITHSCORES')) return found.map(([member]) => member);
    return new Map(found.map(([member, at]) => [member, String(at)]));
  }),
};

/** Runs a command that is neither of the connection nor of a transaction. */
export function runCommand(words: readonly string[], at: Workplace): Reply {
  const [name = '', ...given] = words;
  const known = Object.hasOwn(commands, name.toUpperCase())
    ? commands[name.toUpperCase()]
    : undefined;
  if (known === undefined) return new StoreError(`ERR unknown command '${shown(name)}'`);
  const [least, most] = known.takes;
  if (given.length < least || given.length > most) {
    return new StoreError(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
  }
  try {
    return known.run(given, at);
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
}

function shown(name: string): string {
  return name.replace(/[\r\n]/g, ' ').slice(0, 128);
}

/** `SET key value [NX | XX] [GET] [EX s | PX ms | KEEPTTL]`. */
function set([key = '', value = '', ...options]: readonly string[], { keys }: Workplace): Reply {
  let lifetimeMs: number | undefined;
  const flags = new Set<string>();
  for (let at = 0; at < options.length; at++) {
    const option = (options[at] ?? '').toUpperCase();
    if (option === 'EX' || option === 'PX') {
      lifetimeMs = integer(options[++at] ?? '') * (option === 'EX' ? 1000 : 1);
      if (lifetimeMs <= 0) throw new StoreError("ERR invalid expire time in 'set' command");
    } else if (/^(NX|XX|GET|KEEPTTL)$/.test(option)) flags.add(option);
    else throw new StoreError('ERR syntax error');
  }
  if ((flags.has('NX') && flags.has('XX')) || (flags.has('KEEPTTL') && lifetimeMs !== undefined)) {
    throw new StoreError('ERR syntax error');
  }
  const before = flags.has('GET') ? (keys.text(key) ?? null) : undefined;
  if ((flags.has('NX') && keys.has(key)) || (flags.has('XX') && !keys.has(key))) {
    return before ?? null;
  }
  keys.set(key, value, { keepsLifetime: flags.has('KEEPTTL') });
  if (lifetimeMs !== undefined) keys.expire(key, lifetimeMs);
  return before === undefined ? OK : before;
}

function add(keys: Keys, key: string, by: number): number {
  const value = integer(keys.text(key) ?? '0') + by;
  if (!Number.isSafeInteger(value))
    throw new StoreError('ERR increment or decrement would overflow');
  keys.set(key, String(value));
  return value;
}

function expire([key = '', time = '', ...more]: readonly string[], at: Workplace, unitMs: number) {
  const option = more[0]?.toUpperCase();
  const left = at.keys.leftMs(key);
  if (option === 'NX' && left !== -1) return 0;
  if (option === 'XX' && left < 0) return 0;
  if (option !== undefined && option !== 'NX' && option !== 'XX') {
    throw new StoreError(`ERR Unsupported option ${shown(option)}`);
  }
  return at.keys.expire(key, integer(time) * unitMs) ? 1 : 0;
}

function integer(text: string, wrong = 'ERR value is not an integer or out of range'): number {
  const value = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw new StoreError(wrong);
  return value;
}

function score(text: string): number {
  const infinite = { '-inf': Number.NEGATIVE_INFINITY, '+inf': Number.POSITIVE_INFINITY };
  const lower = text.toLowerCase();
  if (lower === '-inf' || lower === '+inf') return infinite[lower];
  const value = lower.trim() === '' ? Number.NaN : Number(lower);
  if (Number.isNaN(value)) throw new StoreError('ERR value is not a valid float');
  return value;
}

/** The members whose scores lie between two; `(` in front of one leaves it out. */
function between(set: SortedSet | undefined, min: string, max: string) {
  const bound = (text: string) => ({
    at: score(text.replace(/^\(/, '')),
    isOpen: text.startsWith('('),
  });
  const [low, high] = [bound(min), bound(max)];
  return (set?.ordered() ?? []).filter(
    ([, at]) =>
      (low.isOpen ? at > low.at : at >= low.at) && (high.isOpen ? at < high.at : at <= high.at),
  );
}

/** Places from `start` to `stop`, both included; below 0 they count from the end. */
function slice<T>(items: readonly T[], start: number, stop: number): readonly T[] {
  const from = start < 0 ? Math.max(0, items.length + start) : start;
  const to = stop < 0 ? items.length + stop : stop;
  return items.slice(from, to + 1);
}

/** `*` stands for any characters, `?` for one. */
function glob(pattern: string): (name: string) => boolean {
  const parts = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  const form = new RegExp(`^${parts}$`, 's');
  return (name) => form.test(name);
}
