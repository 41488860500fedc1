import type { Ping } from '../instance.ts';

/** Whether the database takes connections is found out by opening one. */
export const ownConnection: Ping = async ({ connect }) => {
  const connection = await connect();
  await connection.query('SELECT 1');
  connection.close();
};
