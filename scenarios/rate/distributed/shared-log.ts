import { createHash } from 'node:crypto';
import type { StoreScript } from 'apilab/parts/store/session';
import type { Limit, Limiter } from '../parts/limiter.ts';

/** A store across the network: one command, and what it replies. A client such as ioredis is one. */
export interface StoreCalls {
  call(command: string, ...words: readonly string[]): Promise<unknown>;
}

/**
 * Looks and adds in one step, which the store runs with nothing in between: either all of it is done or
 * nothing, whoever dies. The time is the store's own, so that the clocks of those who ask do not matter.
 *
 * `KEYS[1]` the log; `ARGV` the limit, the window in milliseconds, an id of the request. Replies 0 if it
 * is admitted, else how many milliseconds until there is room.
 */
export const takePlace: StoreScript = {
  lua: `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local window = tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then
  local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  return oldest[2] + window - now
end
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('PEXPIRE', KEYS[1], window)
return 0`,

  /** The same in TypeScript, for a store that has no Lua. */
  run(call, [log = ''], [requests = '', windowMs = '', id = '']) {
    const [seconds, micros] = [call('TIME')].flat().map(Number);
    const now = Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
    call('ZREMRANGEBYSCORE', log, '-inf', String(now - Number(windowMs)));
    if (Number(call('ZCARD', log)) >= Number(requests)) {
      const oldest = call('ZRANGE', log, '0', '0', 'WITHSCORES');
      const [score] = oldest instanceof Map ? oldest.values() : [];
      return Number(score) + Number(windowMs) - now;
    }
    call('ZADD', log, String(now), id);
    call('PEXPIRE', log, windowMs);
    return 0;
  },
};

/**
 * A log of what was admitted that all instances share: no stretch of the window's length holds more
 * than the limit, however many instances there are. A log ends by itself, a window after its last entry.
 */
export function sharedLog(store: StoreCalls, limit: Limit, newId: () => string): Limiter {
  return {
    async take(who) {
      const words = ['1', `rate:${who}`, String(limit.requests), String(limit.windowMs), newId()];
      const waitMs = Number(await runScript(store, takePlace.lua, words));
      return waitMs > 0 ? { admitted: false, retryAfterMs: waitMs } : { admitted: true };
    },
  };
}

/** Names the script by its SHA1, and sends it whole only if the store does not have it. */
async function runScript(store: StoreCalls, lua: string, words: readonly string[]) {
  try {
    return await store.call('EVALSHA', sha1(lua), ...words);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return store.call('EVAL', lua, ...words);
  }
}

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');
