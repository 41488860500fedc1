import {
  type Closable,
  type Direction,
  delayBytes,
  type Lab,
  listening,
  type Served,
} from 'apilab';
import { asker, type From, newsApi } from './asking.ts';
import { newsStream, streamReader } from './event-stream.ts';
import { newsReader, newsService, protoTypes } from './grpc-stream.ts';
import type { News, NewsLog } from './news-log.ts';
import { newsSocket, socketReader } from './web-socket.ts';
import { inbox, newsSender } from './webhook.ts';

/** How long news takes across the network, in milliseconds. */
export const TRIP_MS = 40;
/** How long a question is held at most, in milliseconds. */
const HOLD_MS = 20_000;

/** What of the lab a way to bring news needs. */
type Stage = Pick<Lab, 'serve' | 'client' | 'party' | 'clock' | 'use'>;

/** What is different between variants. */
export interface Ports {
  readonly pollMs: number;
  readonly polled: From;
  readonly held: From;
}

/** Starts both sides of a way, and hands each piece of news to `take`. */
export type Way = (
  stage: Stage,
  log: NewsLog,
  take: (news: News) => void,
  ports: Ports,
) => Promise<Closable>;

/** A network between two towns, in place of one on a desk: what carries the news takes its time. */
function far<S extends Pick<Served, 'tap'>>(
  served: S,
  newsComesFrom: Direction = 'server-to-client',
): S {
  served.tap.inject(delayBytes({ delayMs: TRIP_MS, direction: newsComesFrom, times: 'always' }));
  return served;
}

export const WAYS = {
  async polling({ serve, client, clock }, log, take, { pollMs, polled }) {
    const { url } = far(await serve('poll', newsApi({ log, clock, holdMs: 0, from: polled })));
    return asker({ url, fetch: client(), clock, pauseMs: pollMs, take });
  },
  async 'long polling'({ serve, client, clock }, log, take, { held }) {
    const { url } = far(await serve('long', newsApi({ log, clock, holdMs: HOLD_MS, from: held })));
    return asker({ url, fetch: client(), clock, pauseMs: 0, take });
  },
  async 'event stream'({ serve, client }, log, take) {
    const { url } = far(await serve('sse', newsStream({ log })));
    return streamReader({ url, fetch: client(), take });
  },
  async WebSocket({ serve }, log, take) {
    const { wsUrl } = far(await serve('ws', (at) => listening(newsSocket({ log }), at)));
    return socketReader({ url: wsUrl, take });
  },
  async webhook({ serve, party, clock }, log, take) {
    far(await serve('inbox', inbox({ take }), { client: 'news' }), 'client-to-server');
    const { fetch } = party('news');
    return newsSender({ log, url: 'http://inbox/hooks', fetch, clock });
  },
  async 'gRPC stream'({ serve }, log, take) {
    const { authority } = far(await serve('grpc', newsService({ log }), { protoTypes }));
    return newsReader({ authority, take });
  },
} satisfies Readonly<Record<string, Way>>;

export type WayName = keyof typeof WAYS;
