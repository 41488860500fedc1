import type { Clock } from 'apilab';

/** How long a ticket can be used, in milliseconds. */
const TICKET_MS = 10_000;
/** How many are kept at most: a stranger must not fill the memory. */
const MOST = 10_000;

/** Who somebody is, and until when. */
export interface Session {
  readonly user: string;
  /** A time of the clock, in milliseconds. */
  readonly until: number;
}

/** What proves who somebody is: sessions that last a while, and tickets for one use. */
export function sessions(options: {
  readonly clock: Clock;
  /** Draws what nobody can guess. */
  readonly secret: () => string;
  readonly sessionMs: number;
}) {
  const { clock, secret, sessionMs } = options;
  const known = new Map<string, Session>();
  const tickets = new Map<string, Session & { readonly usableUntil: number }>();

  function keep<Value>(map: Map<string, Value>, value: Value): string {
    const id = secret();
    map.set(id, value);
    for (const oldest of map.keys()) {
      if (map.size <= MOST) break;
      map.delete(oldest);
    }
    return id;
  }

  const sessionOf = (id: string): Session | undefined => {
    const session = known.get(id);
    return session !== undefined && session.until > clock.now() ? session : undefined;
  };

  return {
    /** Begins a session, and gives its id. */
    open: (user: string) => keep(known, { user, until: clock.now() + sessionMs }),
    of: sessionOf,
    /** A ticket for whoever has a session: short-lived, and good for one use. */
    ticketFor(session: Session): string {
      return keep(tickets, { ...session, usableUntil: clock.now() + TICKET_MS });
    },
    /** Takes a ticket; it is void from then on. */
    redeem(id: string): Session | undefined {
      const ticket = tickets.get(id);
      tickets.delete(id);
      return ticket !== undefined && ticket.usableUntil > clock.now() ? ticket : undefined;
    },
  };
}
