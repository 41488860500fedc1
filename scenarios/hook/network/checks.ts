import type { Crossed, Wire } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import type { Outcome } from './post.ts';

/** What became of a delivery: `refused`, `no answer`, or the status. */
export function told(outcome: Outcome): string {
  switch (outcome.state) {
    case 'answered':
      return `answered with ${outcome.status}`;
    case 'refused':
      return 'refused';
    case 'no-answer':
      return 'no answer';
  }
}

/** What reached the inside in a step, and what became of each delivery: `0 requests inside · refused`. */
export function reached({ requests, result }: Crossed<readonly Outcome[]>): string {
  const inside = requests.filter(({ server }) => server === 'metadata').length;
  return listed(`${counted(inside, 'request')} inside`, ...new Set(result.map(told)));
}

/** What the shop answers whoever asks through its proxy: `202`, or `nothing`. */
export const shopSaid = (step: Crossed<unknown>): string => {
  const answer = step.answers.find(({ server }) => server === 'shop');
  return answer === undefined ? 'nothing' : `${answer.status}`;
};

/** What was sent to the shop itself. */
export const toShop = ({ requests }: Crossed<unknown>) =>
  requests.filter(({ server }) => server === 'shop');

/** What was said to a delivery in the clear. */
export function inTheClear(wire: Wire): string {
  const [exchange] = wire.exchanges('plain');
  const status = exchange?.response?.status;
  if (status === undefined) return 'nothing';
  return status >= 300 && status < 400 ? `${status}: sent on` : `${status}`;
}
