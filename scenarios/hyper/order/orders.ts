import type { Database } from 'apilab/parts/shop/database';

export type State = 'pending' | 'paid' | 'shipped' | 'cancelled';
export type Step = 'pay' | 'cancel';

export interface Order {
  readonly id: number;
  readonly item: string;
  readonly state: State;
}

/** From which states a step can be taken. */
export type Rules = Readonly<Record<Step, readonly State[]>>;

export const RULES: Rules = { pay: ['pending'], cancel: ['pending'] };

const LEADS_TO: Readonly<Record<Step, State>> = { pay: 'paid', cancel: 'cancelled' };

export const ORDERS_SCHEMA =
  'CREATE TABLE orders (id INTEGER PRIMARY KEY, item TEXT NOT NULL, state TEXT NOT NULL)';

export type Orders = ReturnType<typeof openOrders>;

/** The orders and their rules. What may be done is decided here, whoever asks. */
export function openOrders(db: Database, rules: Rules = RULES) {
  const find = (id: number): Order | undefined => {
    const row = db.get('SELECT item, state FROM orders WHERE id = ?', [id]);
    return row && { id, item: String(row.item), state: row.state as State };
  };
  return {
    find,
    create(item: string): Order {
      db.run("INSERT INTO orders (item, state) VALUES (?, 'pending')", [item]);
      const id = Number(db.get('SELECT last_insert_rowid() AS id')?.id);
      return { id, item, state: 'pending' };
    },
    /** The steps that can be taken now. */
    open: ({ state }: Order): readonly Step[] =>
      (['pay', 'cancel'] as const).filter((step) => rules[step].includes(state)),
    /** Takes a step, if it can still be taken: others may have been faster. */
    take(step: Step, id: number): Order | 'too-late' {
      const from = rules[step].map(() => '?').join(', ');
      const changed = db.run(`UPDATE orders SET state = ? WHERE id = ? AND state IN (${from})`, [
        LEADS_TO[step],
        id,
        ...rules[step],
      ]);
      return changed === 1 ? (find(id) ?? 'too-late') : 'too-late';
    },
  };
}
