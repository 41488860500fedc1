import type { FindSuccessor } from '../moving-client.ts';

/** The new version is the old one with another number. */
export const guess: FindSuccessor = (_, url) => url.replace('/v1/', '/v2/');
