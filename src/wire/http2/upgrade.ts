import { citedProblems } from '../cited-problems.ts';
import { isNamed } from '../content/field-name.ts';
import type { SwitchReading } from '../http1/upgrade.ts';
import { limits } from '../limits.ts';
import type { Field, Problem } from '../types.ts';
import { settingName } from './names.ts';

/** The request that a connection was upgraded with: it is stream 1 (RFC 7540 §3.2). */
export interface UpgradeRequest {
  readonly method: string;
  readonly target: string;
  readonly fields: readonly Field[];
}

/** A setting of the client that came with its request. */
export interface EarlySetting {
  readonly id: number;
  readonly value: number;
}

const FIELD = 'HTTP2-Settings';
/** An identifier and a value (RFC 9113 §6.5.1). */
const SETTING_BYTES = 6;

/** The settings that the client sent with its request; none if they cannot be read. */
export function earlySettings(fields: readonly Field[]): readonly EarlySetting[] {
  const [only, ...others] = fields.filter((field) => isNamed(field, 'http2-settings'));
  return only === undefined || others.length > 0 ? [] : (settingsOf(only.value) ?? []);
}

/** The request as the header section of a stream that was opened with it (RFC 9113 §8.3.1). */
export function sectionOf({ method, target, fields }: UpgradeRequest): readonly Field[] {
  const host = fields.find((field) => isNamed(field, 'host'))?.value ?? '';
  const pseudo = { ':method': method, ':scheme': 'http', ':authority': host, ':path': target };
  return [
    ...Object.entries(pseudo).map(([name, value]) => ({ name, value })),
    ...fields.map(({ name, value }) => ({ name: name.toLowerCase(), value })),
  ];
}

/** Reads the settings in the request; the response says nothing of its own. */
export const h2cHandshake: SwitchReading = {
  readOffer({ fields, nodes }) {
    const places = nodes.filter(({ name }) => name?.toLowerCase() === 'http2-settings');
    const end = nodes.at(-1)?.end ?? 0;
    const kind = 'http2.upgrade-settings';
    const missing = { kind, start: end, end, name: FIELD, problem: upgradeProblems.missing };
    const values = fields.filter((field) => isNamed(field, 'http2-settings'));
    const read = places.map(({ start, end: behind }, index) => {
      const settings = settingsOf(values[index]?.value ?? '');
      const value = settings?.map((each) => `${settingName(each.id)} ${each.value}`).join(', ');
      const problem = problemOf(settings, places.length);
      return {
        kind,
        start,
        end: behind,
        name: FIELD,
        ...(value !== undefined && { value }),
        ...(problem && { problem }),
      };
    });
    return { protocol: 'http2', space: 'wire', nodes: read.length > 0 ? read : [missing] };
  },
  readSwitch: () => undefined,
};

function problemOf(
  settings: readonly EarlySetting[] | undefined,
  count: number,
): Problem | undefined {
  if (count > 1) return upgradeProblems.twice;
  return settings === undefined ? upgradeProblems.invalid : undefined;
}

/** The payload of a SETTINGS frame in base64url, without padding. */
function settingsOf(value: string): readonly EarlySetting[] | undefined {
  if (!/^[\w-]*$/.test(value) || value.length % 4 === 1) return undefined;
  const payload = Buffer.from(value, 'base64url');
  const count = payload.length / SETTING_BYTES;
  if (!Number.isInteger(count) || count > limits.frameParts) return undefined;
  return Array.from({ length: count }, (_, index) => ({
    id: payload.readUInt16BE(index * SETTING_BYTES),
    value: payload.readUInt32BE(index * SETTING_BYTES + 2),
  }));
}

const upgradeProblems = citedProblems({
  missing: {
    code: 'h2c-settings-missing',
    text: 'A request that upgrades to HTTP/2 must carry HTTP2-Settings; a server must not switch without it.',
    source: 'rfc7540 §3.2.1',
  },
  twice: {
    code: 'h2c-settings-twice',
    text: 'HTTP2-Settings must stand in the request exactly once; a server must not switch otherwise.',
    source: 'rfc7540 §3.2.1',
  },
  invalid: {
    code: 'h2c-settings-invalid',
    text: 'HTTP2-Settings is the payload of a SETTINGS frame in base64url without padding; this one cannot be read as that.',
    source: 'rfc7540 §3.2.1',
  },
});
