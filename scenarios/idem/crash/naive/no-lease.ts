import { keyStore } from '../../parts/key-store.ts';
import type { OpenKeys } from '../lease-store.ts';

/**
 * A row without an answer means that somebody is at work. It means so for ever: the row does not say since
 * when, and the one who could finish it may be dead.
 */
export const noLease: OpenKeys = (db) => keyStore(db);
