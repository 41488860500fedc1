import type { Answering, ServerLife } from '../../../parts/process/killable-server.ts';
import { openDatabase } from '../../../parts/shop/database.ts';

/** Takes payments: writes down that it begins, charges at a provider, writes down that it is done. */
export default function payments(life: ServerLife, settings: unknown): Answering {
  const { file, psp } = Object(settings);
  const db = life.own(openDatabase(String(file)));
  db.create('CREATE TABLE IF NOT EXISTS payments (id INTEGER PRIMARY KEY, state TEXT)');
  const provider = life.through('psp', {
    async charge(): Promise<void> {
      const answer = await life.fetch(`${psp}/charge`, { method: 'POST' });
      await answer.arrayBuffer();
    },
  });
  let inMemory = 0;
  return {
    async fetch(request) {
      if (request.method === 'GET') {
        const rows = db.all('SELECT state FROM payments ORDER BY id');
        return Response.json({ states: rows.map(({ state }) => state), inMemory });
      }
      inMemory++;
      db.run("INSERT INTO payments (state) VALUES ('begun')");
      await provider.charge();
      db.run("UPDATE payments SET state = 'done' WHERE state = 'begun'");
      return new Response(null, { status: 201 });
    },
  };
}
