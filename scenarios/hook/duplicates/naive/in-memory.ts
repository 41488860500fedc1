import { type Database, openDatabase } from 'apilab/parts/shop/database';

/** A queue without a file: it ends with the process. */
export const inMemory = (): Database => openDatabase();
