/** Where a piece of work stands: in which trace, in which span, and whether that is recorded. */
export interface TraceContext {
  /** 32 digits in hexadecimal, the same for all that one request sets going. */
  readonly traceId: string;
  /** 16 digits: the span that does the work. It is the parent of what it calls. */
  readonly spanId: string;
  readonly isSampled: boolean;
  /** What tracing systems say of the trace, the last one to write first: the members of `tracestate`. */
  readonly state: readonly string[];
}

/** This system's key in `tracestate`. */
const OWN_KEY = 'shop';

/** The most members that `tracestate` has (W3C Trace Context §3.3). */
const MOST_MEMBERS = 32;

/** What is passed on of others, at most: 512 characters should be (§3.3). */
const STATE_LIMIT = 512;

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

const MEMBER = /^[a-z0-9][a-z0-9_\-*/@]{0,255}=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{1,256}$/;

/**
 * Reads the context that a request came with. A `traceparent` that is not valid is as good as none, and
 * then `tracestate` counts for nothing either (§3.2.2, §4.3). A version of the future is read as far as
 * this one goes (§3.2.4).
 */
export function readContext(fields: Pick<Headers, 'get'>): TraceContext | undefined {
  const [, version, traceId = '', spanId = '', flags = '', more] =
    TRACEPARENT.exec(fields.get('traceparent') ?? '') ?? [];
  if (version === undefined || version === 'ff') return undefined;
  if (version === '00' && more !== undefined) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  const isSampled = (Number.parseInt(flags, 16) & 1) === 1;
  return { traceId, spanId, isSampled, state: readState(fields.get('tracestate') ?? '') };
}

/** A list with a broken member, or one that is too long, is dropped; the trace goes on without. */
function readState(value: string): readonly string[] {
  const members = value
    .split(',')
    .map((each) => each.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((each) => each !== '');
  const keys = new Set(members.map(keyOf));
  const isWhole = members.every((each) => MEMBER.test(each)) && keys.size === members.length;
  return isWhole && members.length <= MOST_MEMBERS && value.length <= STATE_LIMIT ? members : [];
}

/**
 * The fields that say so to whoever is called. Where other systems have written into `tracestate`, its own
 * member stands to the left of theirs (§3.5); alone it needs none.
 */
export function contextFields({ traceId, spanId, isSampled, state }: TraceContext): ContextFields {
  const traceparent = `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`;
  if (state.length === 0) return { traceparent };
  const others = state.filter((each) => keyOf(each) !== OWN_KEY);
  const tracestate = [`${OWN_KEY}=${spanId}`, ...others].slice(0, MOST_MEMBERS).join(',');
  return { traceparent, tracestate };
}

/** The fields of a request that is part of a trace. */
export interface ContextFields {
  readonly traceparent: string;
  readonly tracestate?: string;
}

const keyOf = (member: string) => member.slice(0, member.indexOf('='));
