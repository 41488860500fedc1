/** How a stream is to be written to. */
export interface Screen {
  /** Columns, kept between 40 and 200. */
  readonly width: number;
  readonly colour: boolean;
  readonly isTerminal: boolean;
}

/** Reads what the terminal, the environment and `--no-color` say about standard output. */
export function screen(options: { readonly color?: boolean } = {}): Screen {
  const { env, stdout } = process;
  const isTerminal = stdout.isTTY === true;
  const columns = stdout.columns ?? Number.parseInt(env.COLUMNS ?? '', 10);
  const width = Math.min(200, Math.max(40, Number.isNaN(columns) ? 80 : columns));
  const refused = options.color === false || Boolean(env.NO_COLOR) || env.TERM === 'dumb';
  const forced = Boolean(env.FORCE_COLOR) && env.FORCE_COLOR !== '0';
  return { width, colour: !refused && (isTerminal || forced), isTerminal };
}

/**
 * Ends quietly when whoever reads the output has seen enough (`| head`), instead of crashing.
 * `onClosed` is called once, the first time that a write fails so.
 */
export function guardPipes(onClosed: () => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      onClosed();
    });
  }
}
