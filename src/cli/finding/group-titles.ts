/** What the groups are called in full. */
const titles: Readonly<Record<string, string>> = {
  auth: 'Authentication and authorisation',
  bulk: 'Bulk work and files',
  cache: 'Caching and conditional requests',
  choose: 'Comparison and interview rounds',
  contract: 'Contracts',
  data: 'Data',
  err: 'Errors',
  gql: 'GraphQL',
  grpc: 'gRPC',
  gw: 'Gateways',
  hook: 'Webhooks',
  hyper: 'Hypermedia',
  idem: 'Idempotency keys',
  job: 'Long-running work',
  neg: 'Content negotiation',
  net: 'HTTP transport',
  obs: 'Observability',
  page: 'Paging',
  rate: 'Rate limits',
  res: 'Resilience',
  rest: 'REST and HTTP semantics',
  rtc: 'WebRTC',
  sec: 'Security',
  sse: 'Server-Sent Events',
  ver: 'Versioning',
  ws: 'WebSocket',
};

/** The order in which a beginner meets the groups: what everything builds on first. */
const path = ['rest', 'idem', 'res', 'hook', 'sse', 'ws', 'grpc', 'gql'];

/** Groups in the order in which they are best learned; those without a place come last, by the alphabet. */
export function inLearningOrder(groups: readonly string[]): readonly string[] {
  const others = groups.filter((group) => !path.includes(group)).sort();
  return [...path.filter((group) => groups.includes(group)), ...others];
}

/** What belongs to groups, in the order in which they are best learned; within a group as it was. */
export function byLearningOrder<Item extends { readonly group: string }>(
  items: readonly Item[],
): readonly Item[] {
  const groups = inLearningOrder([...new Set(items.map(({ group }) => group))]);
  return groups.flatMap((group) => items.filter((item) => item.group === group));
}

/** The full name of a group, or the name itself for a folder of one's own. */
export function groupTitle(group: string): string {
  return Object.hasOwn(titles, group) ? (titles[group] ?? group) : group;
}
