import { Hono } from 'hono';

/** What looking at a counter makes of it: the port that a naive variant implements in its own way. */
export type Looking = (visits: number) => number;

/** GET is safe: nobody asks it for a change (RFC 9110 §9.2.1). */
export const leaveIt: Looking = (visits) => visits;

export interface CounterOptions {
  readonly look?: Looking;
}

/** A server that counts visits: POST adds one, GET tells how many there were. */
export function counter({ look = leaveIt }: CounterOptions = {}): Hono {
  let visits = 0;
  return new Hono()
    .post('/visits', (c) => c.text(`${++visits}`, 201))
    .get('/visits', (c) => {
      visits = look(visits);
      return c.text(`${visits}`);
    });
}
