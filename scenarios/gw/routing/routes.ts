/** A request's way to a service: whose it is, and what its address is there. */
export interface Way {
  /** Of the service, such as `orders`. */
  readonly service: string;
  /** What the service is asked for, with its query. */
  readonly target: string;
}

/** How addresses in front of the gateway and behind it belong together. */
export interface Addresses {
  /** Where a request goes; `undefined` if it leads to no service. */
  behind(url: URL): Way | undefined;
  /** What a client would have to ask for to get to an address of a service that knows itself by this host. */
  inFront(location: string, host: string): string;
}

/** What the address of every service begins with in front of the gateway. */
const PREFIX = '/api';

/** The first part of a path, whole: `/orders-export` is not below `/orders`. */
const FIRST_PART = /^\/([a-z][a-z-]*)(?=\/|$)/;

/** Two dots beside a slash that is written `%2F`: whoever decodes both climbs out of what they were let into. */
const CLIMBS = /(?:^|\/|\\|%2f|%5c)(?:\.|%2e){2}(?=\/|\\|%2f|%5c|$)/i;

/**
 * `/api/orders/7` in front is `/orders/7` of the service `orders` behind, and the other way round. Only what begins
 * with the prefix gets through, so what else a service answers, such as `/metrics`, stays within.
 */
export const withoutPrefix: Addresses = {
  behind({ pathname, search }) {
    if (!pathname.startsWith(`${PREFIX}/`)) return undefined;
    if (CLIMBS.test(pathname)) return undefined;
    const path = pathname.slice(PREFIX.length);
    const [, service] = FIRST_PART.exec(path) ?? [];
    return service === undefined ? undefined : { service, target: path + search };
  },
  // A service knows paths of its own only, with its host before them or without; what leads elsewhere is none.
  inFront(location, host) {
    const [, own] = /^https?:\/\/([^/?#]*)(?=[/?#]|$)/i.exec(location) ?? [];
    const path = own === host ? location.slice(location.indexOf(own) + own.length) : location;
    return FIRST_PART.test(path) ? PREFIX + path : location;
  },
};
