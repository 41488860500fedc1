import { BlockList, isIP } from 'node:net';

/** What no stranger may name: this machine, private networks, links, and what is kept for special uses (RFC 6890). */
const INSIDE_V4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['172.16.0.0/12', '192.0.0.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
];

/** All of IPv6 that is routed in public, and what of it carries addresses of IPv4 or of tunnels. */
const PUBLIC_V6 = ['2000::/3'];
const TUNNELS_V6 = ['2001::/23', '2002::/16'];

const [insideV4, publicV6, tunnelsV6] = [
  listOf(INSIDE_V4, 'ipv4'),
  listOf(PUBLIC_V6, 'ipv6'),
  listOf(TUNNELS_V6, 'ipv6'),
];

/**
 * Whether an address is one out there. Of IPv6 only what is known to be public is: so `::1`, local addresses and
 * `::ffff:127.0.0.1`, which is an address of IPv4 in another dress, are not.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !insideV4.check(address, 'ipv4');
    case 6:
      return publicV6.check(address, 'ipv6') && !tunnelsV6.check(address, 'ipv6');
    default:
      return false;
  }
}

function listOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}
