import type { SourceOf } from '../allow-list.ts';

/** Takes the address of whoever is connected. */
export const peerAddress: SourceOf = (_, peer) => peer;
