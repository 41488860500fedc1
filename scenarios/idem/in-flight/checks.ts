import { type CrossedWire, fieldOf } from 'apilab';
import { counted, listed, tally } from 'apilab/parts/checks/words';

/** Which orders the successful answers name, and how many of these there are: `10 × 201 · 1 order`. */
export function ordersNamed({ answers }: CrossedWire): string {
  const placed = answers.filter(({ status }) => status === 201);
  const orders = new Set(placed.map((answer) => fieldOf(answer, 'location')));
  return listed(...tally(placed.map(({ status }) => status)), counted(orders.size, 'order'));
}
