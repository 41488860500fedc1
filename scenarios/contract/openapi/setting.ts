import type { FetchHandler, Lab } from 'apilab';
import { bookingsApi } from './bookings-api.ts';
import { DOCUMENT } from './document.ts';
import { type Invalid, invalidContents } from './invalid.ts';
import type { OpenSchemas } from './schemas.ts';
import { type StandInOptions, standIn } from './stand-in.ts';

/** How the contract is kept. */
export interface Keeping {
  readonly document?: object;
  readonly schemas?: OpenSchemas;
  readonly openStandIn?: (document: object, options: StandInOptions) => FetchHandler;
}

const { Guest, Stay } = DOCUMENT.components.schemas;

/** A content for each rule of the schema that it breaks. */
export const INVALID: readonly Invalid[] = invalidContents(DOCUMENT, [Guest, Stay]);

export const ADAS = { name: 'Ada', email: 'ada@mail.example', from: '2026-03-02', nights: 3 };

/** Right in all but a format. */
export const WRONG_FORMATS = [
  { ...ADAS, from: '2026-02-30' },
  { ...ADAS, from: 'tomorrow' },
  { ...ADAS, email: 'ada at mail.example' },
];

/** Starts the API and, made of its description alone, a stand-in for it. */
export async function openBookings(
  lab: Lab,
  keeping: Keeping,
  { delayMs, failsEvery }: Pick<StandInOptions, 'delayMs' | 'failsEvery'>,
) {
  const { openStandIn = standIn, ...api } = keeping;
  await lab.serve('api', bookingsApi({ isKnown: (token) => token === 'adas', ...api }));
  await lab.serve('stand-in', openStandIn(DOCUMENT, { clock: lab.clock, delayMs, failsEvery }));
  const { fetch } = lab.party('client');

  const sendTo =
    (server: string) =>
    async (method: string, path: string, body?: string, token = 'adas'): Promise<string> => {
      const response = await fetch(`http://${server}${path}`, {
        method,
        headers: {
          ...(token !== '' && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body }),
      });
      return response.text();
    };

  const send = sendTo('api');
  return {
    send,
    sendToStandIn: sendTo('stand-in'),
    book: (booking: unknown) => send('POST', '/bookings', JSON.stringify(booking)),
    async describe(): Promise<object> {
      return JSON.parse(await send('GET', '/openapi.json', undefined, ''));
    },
  };
}
