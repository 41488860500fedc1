/** What a command line asks grpcurl for. */
export interface GrpcurlCall {
  readonly plaintext: boolean;
  readonly importPath: string;
  readonly proto: string;
  /** The value of `-d`: JSON objects one after the other. */
  readonly data: string;
  /** The value of `-max-time`, in seconds. */
  readonly maxTimeS?: number;
  readonly address: string;
  readonly service: string;
  readonly method: string;
}

/** Flags of grpcurl 1.9 that take a value, and those that stand alone. */
const withValue = ['import-path', 'proto', 'd', 'max-time'];
const alone = ['plaintext'];

/**
 * Reads the arguments of grpcurl as Go's `flag` package does: flags begin with one or two dashes and
 * stand before the first argument that is none; then come the address and `service/method`.
 */
export function grpcurlArguments(args: readonly string[]): GrpcurlCall {
  const flags = new Map<string, string>();
  let at = 0;
  for (; args[at]?.startsWith('-'); at++) {
    const [, name = '', , inline] = /^--?([^=]+)(=(.*))?$/s.exec(args[at] ?? '') ?? [];
    if (flags.has(name)) throw new Error(`-${name} is there twice`);
    if (alone.includes(name)) flags.set(name, inline ?? 'true');
    else if (withValue.includes(name)) flags.set(name, inline ?? args[++at] ?? '');
    else throw new Error(`grpcurl has no flag -${name} that is known here`);
  }
  const [address = '', symbol = '', ...more] = args.slice(at);
  const [, service, method] = /^([\w.]+)[/.](\w+)$/.exec(symbol) ?? [];
  if (service === undefined || method === undefined || more.length > 0) {
    throw new Error(`expected an address and service/method, not ${args.slice(at).join(' ')}`);
  }
  const value = (name: string) => flags.get(name) ?? '';
  return {
    plaintext: value('plaintext') === 'true',
    importPath: value('import-path'),
    proto: value('proto'),
    data: value('d'),
    ...(flags.has('max-time') && { maxTimeS: Number(value('max-time')) }),
    address,
    service,
    method,
  };
}

/** The JSON objects of `-d`, which need nothing between them. Throws a `SyntaxError`. */
export function objectsIn(json: string): readonly object[] {
  const objects: object[] = [];
  let from = 0;
  for (let to = 1; to <= json.length; to++) {
    if (json[to - 1] !== '}') continue;
    const found = parsed(json.slice(from, to));
    if (found === undefined) continue;
    objects.push(found);
    from = to;
  }
  if (json.slice(from).trim() !== '') throw new SyntaxError(`not JSON: ${json.slice(from)}`);
  return objects;
}

function parsed(text: string): object | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
