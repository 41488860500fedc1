/** A price as the market names it. */
export interface Price {
  readonly stock: string;
  /** In cents, so that no fraction is lost. */
  readonly cents: number;
}

/** A price in the log. Its number, from 1, goes out as the event's id. */
export interface LoggedPrice {
  readonly id: number;
  readonly price: Price;
}

/** The newest prices, for clients that come back. */
export interface PriceLog {
  /** In order, without gaps; empty before the first price. */
  readonly entries: readonly LoggedPrice[];
  /** The number of the newest price, 0 before the first. */
  readonly newest: number;
}

/** What a client that comes back is sent first: what it missed, or that the log cannot tell. */
export type Resumption = readonly LoggedPrice[] | 'lost';

/** Decides what a client has missed, from the `Last-Event-ID` it sent. */
export type Resume = (lastEventId: string, log: PriceLog) => Resumption;

/** Sends what was published after the id that the client saw last (HTML Standard §9.2.4). */
export const replayMissed: Resume = (lastEventId, { entries, newest }) => {
  const last = numberIn(lastEventId);
  if (last === undefined) return 'lost';
  const oldest = entries[0]?.id ?? 1;
  if (last < oldest - 1 || last > newest) return 'lost';
  return entries.filter(({ id }) => id > last);
};

/** The number of an event, if the field holds one: it is input, and anybody can send anything. */
function numberIn(lastEventId: string): number | undefined {
  return /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : undefined;
}
