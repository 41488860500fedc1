import type { IncomingMessage } from 'node:http';

/** Whether a page of an origin may open a socket; a program that is no browser names none. */
export type Origins = (origin: string | undefined, allowed: readonly string[]) => boolean;

/**
 * Only pages that are on the list (RFC 6455 §10.2). A browser sends cookies along whatever page asks,
 * and no CORS protects a WebSocket: this field is all there is.
 */
export const onTheList: Origins = (origin, allowed) =>
  origin === undefined || allowed.includes(origin);

/** Chooses one of the subprotocols that a client offers, or none (RFC 6455 §4.2.2). */
export type Choose = (offered: ReadonlySet<string>) => string | false;

/** The one that this server likes best, the newest first. */
export const oneOfThose: Choose = (offered) =>
  ['chat.v2', 'chat.v1'].find((each) => offered.has(each)) ?? false;

/** Reads from a handshake by what the client says who it is. */
export type Credential = (request: IncomingMessage) => string | undefined;

/** The session of a cookie: browsers send it by themselves, and it stands in no address. */
export const fromTheCookie: Credential = ({ headers }) =>
  /(?:^|; )session=([^;]{1,200})/.exec(headers.cookie ?? '')?.[1];
