import { forwardedFor, type SourceOf } from '../allow-list.ts';

/** Takes the first address of X-Forwarded-For, as that is where the client stands. */
export const firstEntry: SourceOf = (request) => forwardedFor(request)[0] ?? '';
