/**
 * Writes what the cards show of the wire to `recorded.json` beside them. For authors, who look at the
 * change as at any other: `npm run record -- sse/replay`, or `sse`, or nothing for all.
 *
 * @module
 */
import { rm, writeFile } from 'node:fs/promises';
import { letGoOfRuns } from '../../evidence/recorded-run.ts';
import { packageRoot } from '../../lab/catalogue/catalogue.ts';
import { recordingsOf } from '../proof/recordings.ts';
import { findingLine } from '../written/finding.ts';
import { readScenarioContent, recordingsFile } from '../written/group-content.ts';
import { askedScenarios } from './asked.ts';

for (const entry of await askedScenarios(process.argv.slice(2))) {
  const content = await readScenarioContent(entry);
  const { recordings, findings } = await recordingsOf(content);
  letGoOfRuns();
  const file = new URL(recordingsFile(entry), packageRoot);
  if (findings.length > 0) {
    for (const finding of findings) process.stderr.write(`${findingLine(finding)}\n`);
    process.exitCode = 1;
  } else if (Object.keys(recordings).length === 0) {
    await rm(file, { force: true });
  } else {
    await writeFile(file, `${JSON.stringify(recordings, undefined, 2)}\n`);
  }
}
