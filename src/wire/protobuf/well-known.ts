type Members = Readonly<Record<string, unknown>>;

/**
 * The JSON form of a well-known type, as ProtoJSON writes it: a Timestamp as a date, a Duration in
 * seconds, a wrapper as its value. Undefined if the type has no form of its own, or the value fits none.
 */
export function wellKnownJson(type: string, value: Members): unknown {
  return Object.hasOwn(forms, type) ? forms[type]?.(value) : undefined;
}

const numberOf = (value: unknown) => Number(value ?? 0);

const forms: Readonly<Record<string, (value: Members) => unknown>> = {
  'google.protobuf.Timestamp': ({ seconds, nanos }) =>
    timestamp(numberOf(seconds), numberOf(nanos)),
  'google.protobuf.Duration': ({ seconds, nanos }) => duration(numberOf(seconds), numberOf(nanos)),
  'google.protobuf.FieldMask': ({ paths }) => (Array.isArray(paths) ? paths.join(',') : ''),
  'google.protobuf.Struct': ({ fields }) => fields ?? {},
  'google.protobuf.ListValue': ({ values }) => values ?? [],
  'google.protobuf.Value': jsonValue,
  'google.protobuf.DoubleValue': ({ value }) => value ?? 0,
  'google.protobuf.FloatValue': ({ value }) => value ?? 0,
  'google.protobuf.Int64Value': ({ value }) => value ?? '0',
  'google.protobuf.UInt64Value': ({ value }) => value ?? '0',
  'google.protobuf.Int32Value': ({ value }) => value ?? 0,
  'google.protobuf.UInt32Value': ({ value }) => value ?? 0,
  'google.protobuf.BoolValue': ({ value }) => value ?? false,
  'google.protobuf.StringValue': ({ value }) => value ?? '',
  'google.protobuf.BytesValue': ({ value }) => value ?? '',
};

/** 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z in seconds of Unix time: what a Timestamp may be. */
const FIRST_SECOND = -62_135_596_800;
const LAST_SECOND = 253_402_300_799;

function timestamp(seconds: number, nanos: number): string | undefined {
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND || nanos < 0 || nanos > 999_999_999) {
    return undefined;
  }
  const whole = new Date(seconds * 1000).toISOString().slice(0, -'.000Z'.length);
  return `${whole}${fraction(nanos)}Z`;
}

function duration(seconds: number, nanos: number): string | undefined {
  if (Math.abs(nanos) > 999_999_999 || seconds * nanos < 0) return undefined;
  const sign = seconds < 0 || nanos < 0 ? '-' : '';
  return `${sign}${Math.abs(seconds)}${fraction(Math.abs(nanos))}s`;
}

/** Nothing, or 3, 6 or 9 digits. */
function fraction(nanos: number): string {
  if (nanos === 0) return '';
  const digits = String(nanos).padStart(9, '0');
  return `.${digits.replace(/(000){1,2}$/, '')}`;
}

/** A `Value` has one member, by the kind of JSON that it is. */
function jsonValue(value: Members): unknown {
  const [kind] = Object.keys(value);
  return kind === undefined || kind === 'nullValue' || kind === 'null_value' ? null : value[kind];
}
