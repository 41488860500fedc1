import type { Fact } from '../fact.ts';

/** The status codes of gRPC by number, as `grpc-status` carries them. */
export const grpcStatusCodes: readonly Fact[] = [
  code(
    '0',
    'OK',
    'the call succeeded',
    'The call succeeded. It is sent in trailers too: a response without any grpc-status failed.',
  ),
  code(
    '1',
    'CANCELLED',
    'the call was called off, mostly by its caller',
    'The caller gave the call up, or a server above passed its own cancellation on.',
  ),
  code(
    '2',
    'UNKNOWN',
    'an error that nobody named',
    'The server threw without naming a status, or the status that came could not be read.',
  ),
  code(
    '3',
    'INVALID_ARGUMENT',
    'an argument that is wrong whatever the state',
    'The arguments are wrong by themselves, so that the same call never succeeds. No library produces this code; it is always the application that speaks.',
  ),
  code(
    '4',
    'DEADLINE_EXCEEDED',
    'the deadline passed before the call was done',
    'The deadline passed before a status arrived. The work may have been done all the same, even if the answer came too late.',
  ),
  code(
    '5',
    'NOT_FOUND',
    'what was asked for does not exist',
    'The thing that was asked for does not exist. No library produces this code, so a proxy that lost its way says something else.',
  ),
  code(
    '6',
    'ALREADY_EXISTS',
    'what was to be created is already there',
    'What the caller wanted to create exists already. No library produces this code; it is always the application that speaks.',
  ),
  code(
    '7',
    'PERMISSION_DENIED',
    'the caller is known and may not do this',
    'The caller is known and has no right to this. Who the caller is was no question; for that there is UNAUTHENTICATED.',
  ),
  code(
    '8',
    'RESOURCE_EXHAUSTED',
    'a quota, memory or size limit is used up',
    'Something has run out: a quota, memory, or the size that a message may have.',
  ),
  code(
    '9',
    'FAILED_PRECONDITION',
    'the state must be changed before a retry',
    'The system is not in the state that the call needs, and a retry fails until somebody changes it. No library produces this code.',
  ),
  code(
    '10',
    'ABORTED',
    'a conflict; start again from further up',
    'Two callers collided, such as in a transaction: read again, then retry the whole sequence. No library produces this code.',
  ),
  code(
    '11',
    'OUT_OF_RANGE',
    'past the end of what there is',
    'The call went past the valid range, such as reading behind the end. It may succeed once the state has changed. No library produces this code.',
  ),
  code(
    '12',
    'UNIMPLEMENTED',
    'the server does not know this method',
    'The method does not exist on this server, or is not supported; so too a compression that the server does not know.',
  ),
  code(
    '13',
    'INTERNAL',
    'an invariant of the system is broken',
    'Something that the system relies on is broken, such as a message that cannot be decoded or a violation of flow control.',
  ),
  code(
    '14',
    'UNAVAILABLE',
    'not now; retry after a pause, if that is safe',
    'The service cannot be reached or shuts down. A retry with backoff may succeed, but the server may have begun: retry what is idempotent.',
  ),
  code(
    '15',
    'DATA_LOSS',
    'data is lost or damaged beyond repair',
    'Data was lost or damaged and cannot be recovered. No library produces this code; it is always the application that speaks.',
  ),
  code(
    '16',
    'UNAUTHENTICATED',
    'who calls is not known',
    'The call carries no valid credentials, like 401 in HTTP.',
  ),
];

function code(name: string, title: string, brief: string, text: string): Fact {
  const source = 'grpc-status';
  return { kind: 'grpc-status', name, title, brief, text, source, standing: 'industry' };
}
