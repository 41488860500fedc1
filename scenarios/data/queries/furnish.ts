import type { Database } from 'apilab/parts/shop/database';
import { TABLES } from './schema.ts';

const NAMES = ['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara'];

/** How many orders each customer has. */
const ORDERS_EACH = 20;

/** Makes the tables, and fills them with orders: customer 1 has the first, 2 the second, and so on. The last hundred have two lines each. */
export function furnish(db: Database, { orders, indexes }: { orders: number; indexes: string }) {
  db.create(TABLES);
  db.create(indexes);
  addOrders(db, orders);
  db.create(`
    INSERT INTO lines (order_id, number, product, quantity)
    SELECT o.id, n.number, CASE (o.id + n.number) % 2 WHEN 0 THEN 'Keyboard' ELSE 'Cable' END, n.number
    FROM orders o, (SELECT 1 AS number UNION SELECT 2) n WHERE o.id > ${orders} - 100;
  `);
}

/** So many orders more, of customers who are new, and nothing in them. */
export function addOrders(db: Database, count: number): void {
  const [known] = db.inspect('SELECT count(*) AS n FROM customers');
  const first = Number(known?.n) + 1;
  const customers = Math.ceil(count / ORDERS_EACH);
  db.create(`
    WITH RECURSIVE n (id) AS (SELECT ${first} UNION ALL SELECT id + 1 FROM n LIMIT ${customers})
    INSERT INTO customers (id, email, name)
    SELECT id, 'customer' || id || '@mail.example',
      CASE id % 5 ${NAMES.map((name, n) => `WHEN ${n} THEN '${name}'`).join(' ')} END
    FROM n;

    WITH RECURSIVE n (id) AS (SELECT 0 UNION ALL SELECT id + 1 FROM n LIMIT ${count})
    INSERT INTO orders (customer_id, placed_at)
    SELECT ${first} + id % ${customers}, strftime('%Y-%m-%dT%H:%M:00Z', '2026-01-01', id || ' minutes')
    FROM n;
  `);
}
