import type { Field } from '../../wire/types.ts';

/** Fields that nearly every message carries and that seldom tell the story. Lower case. */
const routineNames: ReadonlySet<string> = new Set([
  'accept-encoding',
  'accept-language',
  'connection',
  'content-length',
  'date',
  'host',
  'keep-alive',
  'origin',
  'pragma',
  'priority',
  'referer',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-fetch-user',
  'server',
  'te',
  'transfer-encoding',
  'user-agent',
  'x-powered-by',
]);

/** Fields that are routine with one value only. Lower case. */
const routineValues: ReadonlyMap<string, string> = new Map([
  ['accept', '*/*'],
  // Every gRPC call has it.
  ['content-type', 'application/grpc'],
]);

/** True if a field can be folded away unless the story is about it. */
export function isRoutine(field: Field): boolean {
  const name = field.name.toLowerCase();
  return routineNames.has(name) || routineValues.get(name) === field.value.trim().toLowerCase();
}

/** Fields that are random by design: once they were explained, the next one says nothing more. Lower case. */
const randomNames: ReadonlySet<string> = new Set(['sec-websocket-accept', 'sec-websocket-key']);

/** True if nobody can read anything from a second value of the field. */
export function isRandom({ name }: Field): boolean {
  return randomNames.has(name.toLowerCase());
}

/** Request fields that the answer turns on: they are told each time, whatever was said before. */
const DECIDING = /^(if-.*|last-event-id|idempotency-key|authorization|range)$/i;

/** True for a field that decides about the answer. */
export function turnsOn(name: string): boolean {
  return DECIDING.test(name);
}
