import type { Database } from 'apilab/parts/shop/database';
import type { KeyStore } from '../../parts/key-store.ts';
import { checkThenInsert } from './check-then-insert.ts';

/**
 * The same, with the keys at work remembered in the memory of the process. It passes tests that send
 * two requests at once, too: they run one instance. Another instance has a memory of its own.
 */
export function processLock(db: Database): KeyStore {
  const store = checkThenInsert(db);
  const atWork = new Set<string>();
  return {
    claim(scope, fingerprint) {
      const name = JSON.stringify([scope.customer, scope.operation, scope.key]);
      if (atWork.has(name)) return { state: 'pending' };
      const claim = store.claim(scope, fingerprint);
      if (claim.state !== 'claimed') return claim;
      atWork.add(name);
      return {
        state: 'claimed',
        complete(answer) {
          atWork.delete(name);
          claim.complete(answer);
        },
      };
    },
  };
}
