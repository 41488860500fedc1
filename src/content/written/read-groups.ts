import { z } from 'zod';
import type { Group } from '../group.ts';
import { foldersIn, textOf } from './files.ts';
import type { Finding } from './finding.ts';
import { readYaml } from './read-yaml.ts';

const word = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case-words');
const line = z.string().trim().min(1);

const writtenGroup = z.strictObject({
  title: line,
  about: line,
  words: z.array(line).default([]),
  prerequisites: z.array(word).default([]),
  scenarios: z.array(word).default([]),
  serve: word.exactOptional(),
  'former-sections': z.record(word, word).default({}),
});

const writtenPath = z.strictObject({
  start: word,
  groups: z.array(z.strictObject({ group: word, why: line })),
});

/** The file of the order in which the groups are learned. */
export const PATH_FILE = 'scenarios/path.yaml';

/** The groups in the order in which they are learned, as far as they can be read. */
export interface GroupsRead {
  readonly groups: readonly Group[];
  /** The id of the scenario that a newcomer is told to run first. */
  readonly start: string;
  readonly findings: readonly Finding[];
}

/** Reads `group.yaml` of every group, and `path.yaml`. */
export async function readWrittenGroups(): Promise<GroupsRead> {
  const ids = await foldersIn('scenarios');
  const path = readYaml(writtenPath, (await textOf(PATH_FILE)) ?? '', PATH_FILE);
  const places = path.value?.groups ?? [];
  const findings: Finding[] = [...path.findings];
  for (const [index, { group }] of places.entries()) {
    const text = ids.includes(group)
      ? `The group ${group} stands there twice.`
      : `There is no group ${group}.`;
    const isFirst = places.findIndex((each) => each.group === group) === index;
    if (!ids.includes(group) || !isFirst) findings.push({ file: PATH_FILE, text });
  }
  const groups: Group[] = [];
  for (const id of ids) {
    const file = groupFile(id);
    const text = await textOf(file);
    if (text === undefined) {
      findings.push({ file, text: 'It is missing.' });
      continue;
    }
    const read = readYaml(writtenGroup, text, file);
    findings.push(...read.findings);
    if (read.value === undefined) continue;
    const { 'former-sections': formerSections, ...told } = read.value;
    const why = places.find(({ group }) => group === id)?.why;
    groups.push({ id, ...told, formerSections, ...(why !== undefined && { why }) });
  }
  const placeOf = ({ id }: Group) => {
    const place = places.findIndex(({ group }) => group === id);
    return place < 0 ? places.length : place;
  };
  const ordered = groups.sort((a, b) => placeOf(a) - placeOf(b));
  return { groups: ordered, start: path.value?.start ?? '', findings };
}

/** The file of a group, relative to the package. */
export const groupFile = (id: string) => `scenarios/${id}/group.yaml`;
