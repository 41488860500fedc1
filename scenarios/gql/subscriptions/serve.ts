import { defineServer, type LiveLab, listening, type ServerRecipe } from 'apilab';
import { type Follow, untilReturned } from './follow.ts';
import { liveGraph } from './live-graph.ts';
import { liveServer } from './live-server.ts';
import { priceFeed } from './price-feed.ts';
import { type Transport, transportWs } from './transport-ws.ts';

const TICK_MS = 1000;
const ADA = `-H 'Authorization: Bearer ada'`;
const QUERY = 'subscription { price(stock: "ABC") { cents number } }';

/** A graph with a price each second. */
export function tickingGraph(
  { clock, random }: LiveLab,
  follow: Follow = untilReturned,
  transport: Transport = transportWs,
): ServerRecipe {
  const feed = priceFeed();
  let number = 0;
  const tick = () => {
    number++;
    for (const stock of ['ABC', 'XYZ'])
      feed.publish({ stock, number, cents: 18_500 + random.integer(-90, 90) });
    clock.setTimer(TICK_MS, tick);
  };
  tick();
  const graph = liveGraph(feed, follow);
  const server = liveServer({ graph, transport, mayConnect: ({ token }) => token === 'ada' });
  return (at) => listening(server, at);
}

/** Prices to subscribe to, over WebSocket and as an event stream. */
export default defineServer({
  title: 'Prices to subscribe to',
  about: 'A price each second, over WebSocket at /graphql and as an event stream beside it.',
  standard: 'graphql-2025 §6.2.3',
  focus: ['sec-websocket-protocol'],
  party: 'graph',

  start: (lab) => tickingGraph(lab),

  tryIt: ({ url, authority }) => [
    {
      about: 'as an event stream',
      command: `curl -N ${url}/graphql/stream ${ADA} -H 'Content-Type: application/json' -d '${JSON.stringify({ query: QUERY })}'`,
    },
    {
      about: 'what is wrong is an event too',
      command: `curl -N ${url}/graphql/stream ${ADA} -H 'Content-Type: application/json' -d '{"query":"{ weather }"}'`,
    },
    {
      about: 'over WebSocket; then type the lines, within three seconds',
      command: `wscat -c ws://${authority}/graphql -s graphql-transport-ws`,
    },
    {
      about: 'lines to type',
      command: `{"type":"connection_init","payload":{"token":"ada"}}\n${JSON.stringify({ type: 'subscribe', id: '1', payload: { query: QUERY } })}`,
    },
  ],

  page: {
    actions: [
      {
        label: 'Subscribe to ABC',
        script: `
          const socket = window.graph = new WebSocket('ws://' + location.host + '/graphql', 'graphql-transport-ws');
          const say = (message) => socket.send(JSON.stringify(message));
          socket.onopen = () => say({ type: 'connection_init', payload: { token: 'ada' } });
          socket.onmessage = ({ data }) => {
            log(data);
            if (JSON.parse(data).type === 'connection_ack')
              say({ type: 'subscribe', id: '1', payload: { query: ${JSON.stringify(QUERY)} } });
          };
          socket.onclose = ({ code, reason }) => log('closed with ' + code + ' ' + reason);`,
      },
      { label: 'Stop', script: `window.graph?.send('{"type":"complete","id":"1"}');` },
      { label: 'Begin a second time', script: `window.graph?.send('{"type":"connection_init"}');` },
    ],
  },
});
