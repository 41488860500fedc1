import { createRequire } from 'node:module';
import type * as undici from 'undici';

/** What a client takes of undici. */
export type Undici = Pick<typeof undici, 'fetch' | 'Agent' | 'buildConnector'>;

/**
 * Loads undici. Its main file brings all that it has, mocks and caches and a client for WebSocket: 111 files, of
 * which `fetch` on an agent needs 42. Where those lie is undici's own business, so if they have moved it is
 * loaded whole.
 */
export async function loadUndici(): Promise<Undici> {
  return partsOf(createRequire(import.meta.url)) ?? (await import('undici'));
}

/** The three alone; undefined if one is not where it was. */
export function partsOf(require: (file: string) => unknown): Undici | undefined {
  try {
    const parts: Record<keyof Undici, unknown> = {
      fetch: Reflect.get(Object(require('undici/lib/web/fetch/index.js')), 'fetch'),
      Agent: require('undici/lib/dispatcher/agent.js'),
      buildConnector: require('undici/lib/core/connect.js'),
    };
    return isUndici(parts) ? parts : undefined;
  } catch {
    return undefined;
  }
}

function isUndici(parts: Record<keyof Undici, unknown>): parts is Undici {
  return Object.values(parts).every((part) => typeof part === 'function');
}
