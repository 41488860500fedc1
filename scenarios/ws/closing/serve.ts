import { defineServer, type LiveLab, listening, type ServerRecipe } from 'apilab';
import { type PriceDeskOptions, priceDesk } from './price-desk.ts';

/** How long its market is open, in milliseconds. */
const OPEN_MS = 120_000;

/** A desk whose market closes every two minutes. */
export function marketDesk(
  { clock }: LiveLab,
  ports: Pick<PriceDeskOptions, 'end' | 'read'> = {},
): ServerRecipe {
  const desk = priceDesk({
    ...ports,
    async priceOf(stock) {
      if (stock === 'OOPS') throw new Error('the source of prices is down');
      return 18_550;
    },
  });
  const closeMarket = () => {
    desk.endAll('market closed');
    clock.setTimer(OPEN_MS, closeMarket);
  };
  clock.setTimer(OPEN_MS, closeMarket);
  return (at) => listening(desk.server, at);
}

const lines = [
  '{"type":"price","stock":"ABC"}',
  '{"type":"buy"}',
  '{"type":"price","stock":"OOPS"}',
];

/** A desk that says why whenever it closes. */
export default defineServer({
  title: 'Prices over WebSocket',
  about:
    'Ask for ABC; OOPS makes the server fail, three errors are too many, and the market closes.',
  standard: ['rfc6455 §5.5.1', 'rfc6455 §7.4.1'],
  party: 'desk',

  start: (lab) => marketDesk(lab),

  tryIt: ({ authority }) => [
    { about: 'wscat; then type the lines', command: `wscat -c ws://${authority}/` },
    {
      about: 'websockets for Python; then type the lines',
      command: `python3 -m websockets ws://${authority}/`,
    },
    { about: 'lines to type', command: lines.join('\n') },
  ],

  page: {
    actions: [
      ['Ask for ABC', `socket.send('{"type":"price","stock":"ABC"}')`],
      ['Say what is wrong', `socket.send('{"type":"buy"}')`],
      ['Make the server fail', `socket.send('{"type":"price","stock":"OOPS"}')`],
      ['Send bytes', 'socket.send(new Uint8Array([1, 2, 3]))'],
      ['Send 5,000 characters', `socket.send('x'.repeat(5000))`],
      ['Say goodbye', 'socket.close(1000)'],
    ].map(([label = '', act = '']) => ({
      label,
      script: `
        const says = (socket) => ${act};
        if (window.desk?.readyState === WebSocket.OPEN) return says(window.desk);
        const socket = window.desk = new WebSocket('ws://' + location.host + '/');
        socket.onopen = () => says(socket);
        socket.onmessage = ({ data }) => log(data);
        socket.onclose = ({ code, reason }) => log('closed with ' + code + ' ' + reason);`,
    })),
  },
});
