import { loadersPerRequest, type ReaderOf } from '../../parts/shop-loaders.ts';

/** Makes its loaders once, when the server starts, and shares them among all requests. */
export const globalLoader: ReaderOf = (db) => {
  const shared = loadersPerRequest(db)();
  return () => shared;
};
