/** Where a client goes on: after the price with this number, or `lost` if its id tells no place. */
export type Place = number | 'lost';

/** Reads the place from the `Last-Event-ID` that a client sent; `newest` is the newest price's number. */
export type Resume = (lastEventId: string, newest: number) => Place;

/**
 * Goes on after the price that the client saw last (HTML Standard §9.2.4). The field is input: whoever
 * speaks HTTP may send anything, and an id from before a deploy is no attack at all.
 */
export const resumeAfterLast: Resume = (lastEventId) =>
  /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : 'lost';
