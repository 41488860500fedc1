import type { Client } from '../authorization-server.ts';

/** Whatever begins as it was registered: so the client can add what it likes. */
export const prefixMatch = ({ redirectUris }: Client, uri: string): boolean =>
  redirectUris.some((registered) => uri.startsWith(new URL(registered).origin));
