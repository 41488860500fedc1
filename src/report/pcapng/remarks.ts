import type { Annotation, FactKind } from '../../knowledge/fact.ts';
import {
  annotateField,
  annotateMethod,
  annotateSseField,
  annotateStatus,
  findFact,
  type Place,
  remarkOf,
} from '../../knowledge/index.ts';
import { safeText } from '../../text/safe-text.ts';
import type { Field, Message, SseEvent } from '../../wire/types.ts';
import { placeOf } from '../story/place.ts';

/**
 * What is said about a message beside its packet: the parts that the story is about, methods and
 * status codes that are not the usual ones, and what is wrong with it. `focus` names fields in
 * lower case.
 */
export function remarksOn(message: Message, focus: ReadonlySet<string>): readonly string[] {
  const problems = message.problems.map(({ text, source }) => `! ${text}${cited(source)}`);
  return [...meanings(message, focus), ...problems].map(safeText);
}

function meanings(message: Message, focus: ReadonlySet<string>): readonly string[] {
  const place = placeOf(message);
  switch (message.kind) {
    case 'http-request':
      return [
        ...methodRemark(message.method, place),
        ...fieldRemarks(message.fields, place, focus),
      ];
    case 'http-response':
      return [
        ...statusRemark(message.status, place),
        ...fieldRemarks(message.fields, place, focus),
      ];
    case 'sse-event':
      return sseRemarks(message, focus);
    case 'ws-frame':
      if (message.close === undefined) return [];
      return factRemark('close-code', String(message.close.code));
    case 'tls-record':
      if (message.alert === undefined) return [];
      return factRemark('tls-alert', message.alert.description);
    case 'http2-frame': {
      const { fields = [], grpc, errorCode } = message;
      const status = fields.find(({ name }) => name === ':status')?.value;
      const method = fields.find(({ name }) => name === ':method')?.value;
      return [
        ...(method === undefined || grpc !== undefined ? [] : methodRemark(method, place)),
        ...(status === undefined ? [] : statusRemark(Number(status), place)),
        ...fieldRemarks(fields, place, focus),
        ...(grpc?.status === undefined ? [] : factRemark('grpc-status', grpc.status.name)),
        ...(errorCode === undefined ? [] : factRemark('http2-error', errorCode)),
      ];
    }
    default:
      return [];
  }
}

function methodRemark(method: string, place: Place): readonly string[] {
  return method === 'GET' ? [] : remark(method, annotateMethod(method, place));
}

function statusRemark(status: number, place: Place): readonly string[] {
  return status === 200 ? [] : remark(String(status), annotateStatus(status, place));
}

function fieldRemarks(
  fields: readonly Field[],
  place: Place,
  focus: ReadonlySet<string>,
): readonly string[] {
  return fields
    .filter(({ name }) => focus.has(name.toLowerCase()))
    .flatMap(({ name, value }) => remark(`${name}: ${value}`, annotateField(name, value, place)));
}

/** An id is a part of the story if it comes back as Last-Event-ID. */
function sseRemarks(event: SseEvent, focus: ReadonlySet<string>): readonly string[] {
  const id = event.id === undefined || !focus.has('last-event-id') ? [] : [`id: ${event.id}`];
  const retry = event.retryMs === undefined ? [] : [`retry: ${event.retryMs}`];
  return [
    ...id.flatMap((line) => remark(line, annotateSseField('id'))),
    ...retry.flatMap((line) => remark(line, annotateSseField('retry'))),
  ];
}

function factRemark(kind: FactKind, name: string): readonly string[] {
  const fact = findFact(kind, name);
  if (fact === undefined) return [];
  const subject = fact.title === fact.name ? fact.name : `${fact.name} ${fact.title}`;
  return remark(subject, remarkOf(fact));
}

function remark(subject: string, annotation: Annotation | undefined): readonly string[] {
  if (annotation === undefined) return [];
  return [`${subject}: ${annotation.text}${cited(annotation.source)}`];
}

function cited(source: string | undefined): string {
  return source === undefined ? '' : ` (${source})`;
}
