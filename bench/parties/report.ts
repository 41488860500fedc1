/** What this process was started with. */
export function settings(): Readonly<Record<string, unknown>> {
  return JSON.parse(process.argv[2] ?? '{}');
}

/** Tells the benchmark that this process listens, and answers when it asks for figures. */
export function ready(port: number, figures: () => Readonly<Record<string, number>> = () => ({})) {
  process.on('message', () => process.send?.(figures()));
  process.on('disconnect', () => process.exit());
  process.send?.({ port });
}
