import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseJson } from 'apilab/parts/http/json';
import type { List } from './order-list.ts';

/** A place in a list: behind the order with this number. */
export interface Place {
  readonly list: List;
  readonly after: number;
}

/** Turns places into texts for clients to send back, and reads what they send. */
export interface Cursors {
  write(place: Place): string;
  /** The place, or `undefined` if this is no cursor of ours for this list. */
  read(cursor: string, list: List): Place | undefined;
}

/** No cursor of ours is longer. */
const MAX_LENGTH = 200;

/**
 * Cursors that clients can read and cannot write: the place in base64url (RFC 4648 §5), and an HMAC over it
 * and over the list that it belongs to. An edited one does not fit its HMAC, and neither does one of
 * another customer, of another filter or of an earlier version of the API.
 *
 * @param secrets known to all instances. The first one signs; all are accepted, so that they can change.
 */
export function signedCursors(secrets: readonly [string, ...string[]]): Cursors {
  const [current] = secrets;
  const signed = (secret: string, place: string, { customer, status }: List): string => {
    const mac = createHmac('sha256', secret).update(
      JSON.stringify(['v1', place, customer, status]),
    );
    return `${place}.${mac.digest('base64url')}`;
  };

  return {
    write({ list, after }) {
      const place = Buffer.from(JSON.stringify({ after })).toString('base64url');
      return signed(current, place, list);
    },
    read(cursor, list) {
      if (cursor.length > MAX_LENGTH) return undefined;
      const [place = ''] = cursor.split('.');
      // The whole text: decoders of base64url let one signature be written in many ways.
      const isOurs = secrets.some((secret) => isSame(cursor, signed(secret, place, list)));
      return isOurs ? placeOf(Buffer.from(place, 'base64url').toString(), list) : undefined;
    },
  };
}

/** Compares in a time that tells nothing of how much is right. */
function isSame(text: string, right: string): boolean {
  const [given, due] = [Buffer.from(text), Buffer.from(right)];
  return given.length === due.length && timingSafeEqual(given, due);
}

function placeOf(text: string, list: List): Place | undefined {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || !('after' in value)) return undefined;
  return typeof value.after === 'number' ? { list, after: value.after } : undefined;
}
