import type { SectionSeen } from '../http2/stream-reader.ts';
import type { Field, Node, Problem } from '../types.ts';
import { problems } from './problems.ts';
import type { GrpcStatus } from './types.ts';

/** The status codes of gRPC by number. */
export const statusNames = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const;

/** Milliseconds of each unit of `grpc-timeout`. */
const unitMs: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1_000,
  m: 1,
  u: 1e-3,
  n: 1e-6,
};

/** Fields of HTTP that are no metadata of the application. */
const ownFields: ReadonlySet<string> = new Set([
  'te',
  'content-type',
  'content-length',
  'user-agent',
  'date',
  'accept-encoding',
]);

/** What the fields of a section say about the call. */
export interface CallFields {
  /** One node for each field that gRPC or the application gives a meaning, where the field lies. */
  readonly nodes: readonly Node[];
  readonly metadata: readonly Field[];
  readonly timeoutMs?: number;
  readonly status?: GrpcStatus;
  readonly encoding?: string;
}

/** Reads the fields of a section. */
export function readFields({ fields, nodes }: Pick<SectionSeen, 'fields' | 'nodes'>): CallFields {
  const reading = new FieldReading();
  fields.forEach((field, index) => {
    const place = nodes[index];
    if (place !== undefined) reading.read(field, place);
  });
  return reading.result();
}

class FieldReading {
  readonly #nodes: Node[] = [];
  readonly #metadata: Field[] = [];
  #timeoutMs: number | undefined;
  #encoding: string | undefined;
  #status: number | undefined;
  #message: string | undefined;

  read(field: Field, place: Node): void {
    const { name, value } = field;
    switch (name) {
      case ':path':
        this.#add('grpc.path', field, place, value);
        break;
      case 'grpc-timeout':
        this.#timeoutMs = timeoutOf(value);
        if (this.#timeoutMs !== undefined) {
          this.#add('grpc.timeout', field, place, `${this.#timeoutMs} ms`);
        } else {
          this.#add('grpc.timeout', field, place, value, problems.invalidTimeout);
        }
        break;
      case 'grpc-encoding':
        this.#encoding = value;
        this.#add('grpc.encoding', field, place, value);
        break;
      case 'grpc-status':
        this.#readStatus(field, place);
        break;
      case 'grpc-message':
        this.#message = percentDecoded(value);
        this.#add('grpc.status-message', field, place, this.#message);
        break;
      default:
        if (isMetadata(name)) this.#readMetadata(field, place);
    }
  }

  result(): CallFields {
    const status = this.#status;
    const message =
      this.#message === undefined || this.#message === '' ? {} : { message: this.#message };
    return {
      nodes: this.#nodes,
      metadata: this.#metadata,
      ...(this.#timeoutMs !== undefined && { timeoutMs: this.#timeoutMs }),
      ...(this.#encoding !== undefined && { encoding: this.#encoding }),
      ...(status !== undefined && {
        status: { code: status, name: statusName(status), ...message },
      }),
    };
  }

  #readStatus(field: Field, place: Node): void {
    const status = /^\d{1,9}$/.test(field.value) ? Number(field.value) : undefined;
    this.#status = status;
    if (status !== undefined && status < statusNames.length) {
      this.#add('grpc.status', field, place, `${status} ${statusName(status)}`);
    } else {
      this.#add('grpc.status', field, place, field.value, problems.invalidStatus);
    }
  }

  #readMetadata(field: Field, place: Node): void {
    const { name, value } = field;
    const decoded = name.endsWith('-bin') ? (bytesOf(value) ?? hexOf(value)) : value;
    this.#metadata.push({ name, value: decoded ?? value });
    const problem = decoded === undefined ? problems.invalidBinary : undefined;
    this.#add('grpc.metadata', field, place, decoded ?? value, problem);
  }

  #add(kind: string, { name }: Field, place: Node, value: string, problem?: Problem): void {
    const { start, end, pieces } = place;
    const range = pieces === undefined ? { start, end } : { start, end, pieces };
    this.#nodes.push({ kind, ...range, name, value, ...(problem && { problem }) });
  }
}

function isMetadata(name: string): boolean {
  if (name.startsWith(':') || ownFields.has(name)) return false;
  return !name.startsWith('grpc-') || name.endsWith('-bin');
}

/** Bytes that come as they are, behind NUL (gRFC G1), as hexadecimal. */
function bytesOf(value: string): string | undefined {
  return value.startsWith('\0') ? Buffer.from(value.slice(1), 'latin1').toString('hex') : undefined;
}

/** Base64 as hexadecimal; several values may be joined with commas, as of any field. */
function hexOf(value: string): string | undefined {
  const values = value.split(',').map((each) => each.trim());
  if (!values.every((each) => /^[A-Za-z0-9+/]*={0,2}$/.test(each))) return undefined;
  return values.map((each) => Buffer.from(each, 'base64').toString('hex')).join(',');
}

function timeoutOf(value: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,8})([HMSmun])$/.exec(value) ?? [];
  const perUnit = unitMs[unit];
  // The rounding takes off what floating point adds to a part of a millisecond.
  return perUnit === undefined ? undefined : Number((Number(digits) * perUnit).toPrecision(12));
}

function statusName(code: number): string {
  return statusNames[code] ?? `${code}`;
}

/** Takes percent-encoding off; what is not valid stays as it is. */
function percentDecoded(value: string): string {
  if (!value.includes('%')) return value;
  const octets = value.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(octets, 'latin1').toString('utf8');
}
