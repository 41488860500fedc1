import type { Later } from '../orders-api.ts';
import type { Work } from '../worker.ts';

/** In the background of the process, behind the answer: `void confirm(order)`. */
export const inProcess =
  (work: Work): Later =>
  (placed) => {
    const id = Number(placed.order.split('/').at(-1));
    const { signal } = new AbortController();
    void work({ id, payload: JSON.stringify(placed), attempt: 1 }, signal).then((store) => store());
  };
