/** One connection to a database. */
export interface DbConnection {
  query(sql: string, parameters?: readonly (string | number)[]): Promise<readonly Row[]>;
  close(): void;
}

export type Row = Readonly<Record<string, unknown>>;

/** Opens a connection, or rejects. */
export type Connect = () => Promise<DbConnection>;

/** A connection that is opened when it is needed, kept, and opened anew once it has failed. */
export interface Pool {
  query: DbConnection['query'];
  close(): void;
}

/** A pool of one, which is enough for an instance that asks one thing at a time. */
export function openPool(connect: Connect): Pool {
  let kept: Promise<DbConnection> | undefined;
  return {
    async query(sql, parameters) {
      kept ??= connect();
      const used = kept;
      try {
        return await (await used).query(sql, parameters);
      } catch (error) {
        if (kept === used) {
          kept = undefined;
          closed(used);
        }
        throw error;
      }
    },
    close: () => kept && closed(kept),
  };
}

/** Closes a connection once it is open; one that never opened needs no end. */
const closed = (connection: Promise<DbConnection>): void =>
  void connection.then((one) => one.close()).catch(() => {});

/** Asks through the pool, as every request does: no connection of its own, one query. */
export const pooledPing = async ({ pool }: { readonly pool: Pool }): Promise<void> => {
  await pool.query('SELECT 1');
};
