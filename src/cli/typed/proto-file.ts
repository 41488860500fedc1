import { access } from 'node:fs/promises';
import { protoTypesOf } from '../../lab/party/proto-types.ts';
import type { ProtoTypes } from '../../wire/protobuf/types.ts';
import { SurroundingsError, UsageError } from '../ending/exit.ts';

/**
 * Reads a `.proto` file with what it imports.
 *
 * @throws SurroundingsError where it cannot be read, UsageError where it cannot be understood.
 */
export async function protoFile(path: string): Promise<ProtoTypes> {
  await access(path).catch((cause: unknown) => {
    throw new SurroundingsError(`there is no file ${path}`, { cause });
  });
  const { load } = await import('@grpc/proto-loader');
  try {
    return protoTypesOf(await load(path, { keepCase: true }));
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new UsageError(`${path} is no .proto file: ${why}`, { cause: error });
  }
}
