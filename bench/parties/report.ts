/** What this process was started with. */
export function settings(): Readonly<Record<string, unknown>> {
  return JSON.parse(process.argv[2] ?? '{}');
}

/** Tells the benchmark that this process listens, and answers when it asks for figures; CPU time is one. */
export function ready(port: number, figures: () => Readonly<Record<string, number>> = () => ({})) {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ ...figures(), cpuUs: user + system });
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ port });
}
