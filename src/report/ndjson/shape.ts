/** What is wrong with a value and where, such as `message.start must be a number`; nothing where it is right. */
export type Shape = (value: unknown, path: string) => string | undefined;

function primitive(type: 'string' | 'number' | 'boolean'): Shape {
  return (value, path) => (typeof value === type ? undefined : `${path} must be a ${type}`);
}

export const text = primitive('string');
export const truth = primitive('boolean');
export const number = primitive('number');

/** A number from 0 without a fraction: offsets, lengths and counts. */
export const count: Shape = (value, path) =>
  Number.isSafeInteger(value) && Number(value) >= 0
    ? undefined
    : `${path} must be a whole number from 0`;

/** A TCP port; 0 if it is not known. */
export const port: Shape = (value, path) =>
  count(value, path) === undefined && Number(value) <= 65_535
    ? undefined
    : `${path} must be a port from 0 to 65535`;

/** Thirty years, in milliseconds: no run and no session lasts longer. */
const LONGEST_MS = 1e12;

/** Lab time in milliseconds. */
export const labTime: Shape = (value, path) =>
  typeof value === 'number' && value >= 0 && value <= LONGEST_MS
    ? undefined
    : `${path} must be a time in milliseconds from 0`;

/** A day that a capture can hold, RFC 3339. */
export const date: Shape = (value, path) => {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return at >= 0 && at < Date.UTC(2500) ? undefined : `${path} must be a date`;
};

/** One of some words or numbers. */
export function oneOf(...allowed: readonly (string | number)[]): Shape {
  return (value, path) =>
    allowed.some((each) => each === value) ? undefined : `${path} must be ${allowed.join(', ')}`;
}

/** A value of the first shape that fits. */
export function either(...shapes: readonly Shape[]): Shape {
  return (value, path) => {
    const faults = shapes.map((shape) => shape(value, path));
    return faults.includes(undefined) ? undefined : faults[0];
  };
}

export const nothing: Shape = (value, path) =>
  value === null ? undefined : `${path} must be null`;

/** A member that may be absent. */
export function optional(shape: Shape): Shape {
  return (value, path) => (value === undefined ? undefined : shape(value, path));
}

/** An array of one shape. */
export function arrayOf(shape: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return `${path} must be an array`;
    for (const [index, each] of value.entries()) {
      const fault = shape(each, `${path}[${index}]`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

/** An object with any members, all of one shape. */
export function mapOf(shape: Shape): Shape {
  return (value, path) => {
    if (!isObject(value)) return `${path} must be an object`;
    for (const [name, each] of Object.entries(value)) {
      const fault = shape(each, `${path}.${name}`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

/** An object with these members; others are let through, so that later minor versions can be read. */
export function members(shapes: Readonly<Record<string, Shape>>): Shape {
  const entries = Object.entries(shapes);
  return (value, path) => {
    if (!isObject(value)) return `${path === '' ? 'the event' : path} must be an object`;
    for (const [name, shape] of entries) {
      const member = Object.hasOwn(value, name) ? value[name] : undefined;
      const fault = shape(member, path === '' ? name : `${path}.${name}`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

/** True for an object that is no array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members that a type has, each with its shape: one that is added to the type is missed nowhere. */
export const shapeOf = <T>(shapes: { readonly [Member in keyof T]-?: Shape }): Shape =>
  members(shapes);

export function shapeNamed(
  shapes: Readonly<Record<string, Shape>>,
  name: unknown,
): Shape | undefined {
  return typeof name === 'string' && Object.hasOwn(shapes, name) ? shapes[name] : undefined;
}
