import sqlite from 'node-sqlite3-wasm';

/** What SQLite stores in the shop's tables. */
export type SqlValue = string | number | null;

/** A row, by column name. */
export type Row = Readonly<Record<string, SqlValue>>;

/** A statement that ran, for whoever wants to watch. */
export interface RanStatement {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
  /** Rows returned, or changed if the statement returns none. */
  readonly rows: number;
  /** Real time in microseconds. */
  readonly durationUs: number;
}

/** A SQLite database in this process: real SQL, no server. */
export interface Database {
  /** Runs a query and returns its rows. */
  all(sql: string, parameters?: readonly SqlValue[]): Row[];
  /** Runs a query and returns its first row. */
  get(sql: string, parameters?: readonly SqlValue[]): Row | undefined;
  /** Runs a query that no watcher is told of: for a check that looks at the state. */
  inspect(sql: string, parameters?: readonly SqlValue[]): Row[];
  /** Runs a statement and returns how many rows it changed. @throws UniqueViolation */
  run(sql: string, parameters?: readonly SqlValue[]): number;
  /** Creates the tables and indexes of a schema, all its statements. No watcher is told. */
  create(schema: string): void;
  /** Runs `work` in a transaction: all of it counts, or none if it throws. */
  transaction<T>(work: () => T): T;
  /** Whoever is told of every statement from now on. */
  watch(onStatement: (statement: RanStatement) => void): void;
  close(): void;
}

/** A row with this key is already there: the database said so, not a look beforehand. */
export class UniqueViolation extends Error {
  override readonly name = 'UniqueViolation';
  readonly code = 'unique-violation';
}

/** How long a statement waits for another process that writes to the file, in milliseconds. */
const BUSY_MS = 2000;

/** Opens a database, in memory if no file is named. */
export function openDatabase(file = ':memory:'): Database {
  const db = new sqlite.Database(file);
  db.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
  let onStatement: ((statement: RanStatement) => void) | undefined;

  function measured<T>(
    sql: string,
    parameters: readonly SqlValue[],
    run: () => T,
    count: (result: T) => number,
  ): T {
    const began = performance.now();
    const result = run();
    const durationUs = (performance.now() - began) * 1000;
    onStatement?.({ sql, parameters, rows: count(result), durationUs });
    return result;
  }

  /** Changes no row; SQLite would still name the count of the statement before. */
  const control = (sql: string) =>
    measured(
      sql,
      [],
      () => db.exec(sql),
      () => 0,
    );

  const database: Database = {
    all: (sql, parameters = []) =>
      measured(
        sql,
        parameters,
        () => db.all(sql, [...parameters]).map(asRow),
        (rows) => rows.length,
      ),
    get: (sql, parameters) => database.all(sql, parameters)[0],
    inspect: (sql, parameters = []) => db.all(sql, [...parameters]).map(asRow),
    run: (sql, parameters = []) =>
      measured(
        sql,
        parameters,
        () => change(db, sql, parameters),
        (changes) => changes,
      ),
    create: (schema) => db.exec(schema),
    transaction(work) {
      control('BEGIN IMMEDIATE');
      try {
        const result = work();
        control('COMMIT');
        return result;
      } catch (error) {
        control('ROLLBACK');
        throw error;
      }
    },
    watch: (listener) => {
      onStatement = listener;
    },
    close: () => db.close(),
  };
  return database;
}

function change(db: sqlite.Database, sql: string, parameters: readonly SqlValue[]): number {
  try {
    return db.run(sql, [...parameters]).changes;
  } catch (error) {
    const isUnique = error instanceof Error && error.message.startsWith('UNIQUE constraint failed');
    throw isUnique ? new UniqueViolation(error.message, { cause: error }) : error;
  }
}

function asRow(raw: object): Row {
  const values = Object.entries(raw).map(([name, value]) => [name, asSqlValue(value)]);
  return Object.fromEntries(values);
}

function asSqlValue(value: unknown): SqlValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  throw new TypeError('the shop keeps text and numbers only');
}
