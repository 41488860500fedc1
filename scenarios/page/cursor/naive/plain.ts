import type { Cursors, Place } from '../cursors.ts';

/**
 * A cursor holds the query that it belongs to, in base64, so that the server need not work it out again. What
 * comes back is what was given out, one would think.
 */
export const plainCursors: Cursors = {
  write: (place) => Buffer.from(JSON.stringify(flat(place))).toString('base64url'),
  read(cursor) {
    const { customer, status, after } = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return { list: { customer, status }, after };
  },
};

const flat = ({ list, after }: Place) => ({ ...list, after });
