/** What became of a patch: the patched document, or why there is none. */
export type Patched =
  | { readonly state: 'patched'; readonly value: unknown }
  /** The document is no patch in this format: the answer is 400 (RFC 5789 §2.2). */
  | { readonly state: 'malformed' }
  /** An operation does not fit what is there, or a `test` fails: the answer is 409 (RFC 5789 §2.2). */
  | { readonly state: 'conflict'; readonly operation: number };

/** A few `copy` of the whole can double a document each: so many operations are taken at most. */
const MOST_OPERATIONS = 16;

/**
 * Applies a JSON Patch (RFC 6902): operations, one behind the other. Each makes a new value and
 * leaves the old one as it is, so that a patch which fails in the middle has changed nothing.
 */
export function applyJsonPatch(target: unknown, patch: unknown): Patched {
  if (!Array.isArray(patch) || patch.length > MOST_OPERATIONS) return { state: 'malformed' };
  const operations = patch.map(readOperation);
  if (!operations.every((operation) => operation !== undefined)) return { state: 'malformed' };
  let value = target;
  for (const [n, operation] of operations.entries()) {
    const changed = operate(value, operation);
    if (changed === undefined) return { state: 'conflict', operation: n };
    value = changed.value;
  }
  return { state: 'patched', value };
}

type Path = readonly string[];

type Operation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: Path; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: Path }
  | { readonly op: 'move' | 'copy'; readonly path: Path; readonly from: Path };

/** A value that was found or made; `undefined` stands for none. */
type Found = { readonly value: unknown } | undefined;

function readOperation(operation: unknown): Operation | undefined {
  if (typeof operation !== 'object' || operation === null) return undefined;
  const { op, value, ...rest }: { op?: unknown; value?: unknown; path?: unknown; from?: unknown } =
    operation;
  const path = readPointer(rest.path);
  const from = readPointer(rest.from);
  if (path === undefined) return undefined;
  switch (op) {
    case 'add':
    case 'replace':
    case 'test':
      return value === undefined ? undefined : { op, path, value };
    case 'remove':
      return { op, path };
    case 'move':
    case 'copy':
      return from && { op, path, from };
    default:
      return undefined;
  }
}

/** A JSON Pointer as its names (RFC 6901 §3): `~1` is a slash in a name, `~0` a tilde. */
function readPointer(pointer: unknown): Path | undefined {
  if (typeof pointer !== 'string' || !/^(?:\/(?:[^~/]|~[01])*)*$/u.test(pointer)) return undefined;
  const names = pointer.split('/').slice(1);
  return names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function operate(root: unknown, operation: Operation): Found {
  const { op, path } = operation;
  switch (op) {
    case 'add':
      return add(root, path, operation.value);
    case 'remove':
      return remove(root, path);
    case 'replace':
      return find(root, path) && put(root, path, operation.value);
    case 'test': {
      const found = find(root, path);
      return found && isEqual(found.value, operation.value) ? { value: root } : undefined;
    }
    default: {
      const found = find(root, operation.from);
      const without = op === 'move' ? remove(root, operation.from) : { value: root };
      return found && without && add(without.value, path, found.value);
    }
  }
}

function find(node: unknown, [name, ...rest]: Path): Found {
  if (name === undefined) return { value: node };
  const child = childOf(node, name);
  return child && find(child.value, rest);
}

/** Sets what stands at a path, whose parent must be there. */
function put(node: unknown, path: Path, value: unknown): Found {
  return within(node, path, value, (parent, name) =>
    Array.isArray(parent)
      ? parent.with(Number(name), value)
      : Object.fromEntries([...Object.entries(Object(parent)), [name, value]]),
  );
}

/** Adds a member, replacing one of that name, or inserts into a list; `-` is its end (RFC 6902 §4.1). */
const add = (node: unknown, path: Path, value: unknown): Found =>
  within(node, path, value, (parent, name) => {
    if (!Array.isArray(parent)) return put(parent, [name], value)?.value;
    const at = name === '-' ? parent.length : indexOf(name);
    return at !== undefined && at <= parent.length ? parent.toSpliced(at, 0, value) : undefined;
  });

/** Takes away what must be there (RFC 6902 §4.2). The whole document is not taken away. */
const remove = (node: unknown, path: Path): Found =>
  path.length === 0
    ? undefined
    : within(node, path, undefined, (parent, name) => {
        if (childOf(parent, name) === undefined) return undefined;
        if (Array.isArray(parent)) return parent.toSpliced(Number(name), 1);
        return Object.fromEntries(Object.entries(Object(parent)).filter(([key]) => key !== name));
      });

/** The document with the parent of a path replaced by what `change` makes of it; `whole` if there is no parent. */
function within(
  node: unknown,
  [name, ...rest]: Path,
  whole: unknown,
  change: (parent: object, name: string) => unknown,
): Found {
  if (name === undefined) return { value: whole };
  if (typeof node !== 'object' || node === null) return undefined;
  if (rest.length === 0) {
    const value = change(node, name);
    return value === undefined ? undefined : { value };
  }
  const child = childOf(node, name);
  const changed = child && within(child.value, rest, whole, change);
  return changed && put(node, [name], changed.value);
}

function childOf(node: unknown, name: string): Found {
  if (Array.isArray(node)) {
    const at = indexOf(name);
    return at !== undefined && at < node.length ? { value: node[at] } : undefined;
  }
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) return undefined;
  return { value: Object.entries(node).find(([key]) => key === name)?.[1] };
}

/** An index has no leading zeros (RFC 6901 §4). */
const indexOf = (name: string): number | undefined =>
  /^(?:0|[1-9][0-9]{0,8})$/.test(name) ? Number(name) : undefined;

/** Whether two values are the same JSON; the order of members does not count (RFC 6902 §4.6). */
function isEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [members, others] = [Object.entries(one), new Map(Object.entries(other))];
  return (
    members.length === others.size &&
    members.every(([name, value]) => others.has(name) && isEqual(value, others.get(name)))
  );
}
