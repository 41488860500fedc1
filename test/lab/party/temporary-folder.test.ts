import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ownerMark } from '../../../src/lab/party/owner-mark.ts';
import { openTemporaryFolder } from '../../../src/lab/party/temporary-folder.ts';
import { Interrupted } from '../../../src/lab/scenario/lab-error.ts';
import { play } from '../../../src/lab/scenario/play.ts';
import { correct, defineScenario, withId } from '../../../src/lab/scenario/scenario.ts';

/** A scenario that fills two folders, and then ends as `ends` says. */
function scenarioThat(ends: () => void | Promise<void>) {
  const folders: string[] = [];
  const defined = defineScenario({
    title: 'Folders',
    claim: 'A folder goes when the run is over.',
    variants: { only: correct('The only one.') },
    checks: {},
    async play({ temporaryFolder }) {
      for (const name of ['a', 'b']) {
        const folder = await temporaryFolder();
        writeFileSync(join(folder, name), 'full');
        folders.push(folder);
      }
      await ends();
    },
  });
  return { scenario: withId(defined, 'folders'), folders };
}

describe('a temporary folder', () => {
  it('is there while the scenario plays, each one a folder of its own', async () => {
    const seen: boolean[] = [];
    const { scenario, folders } = scenarioThat(() => void seen.push(...folders.map(existsSync)));
    await play(scenario, { group: 'test', emit: () => {} });
    expect(seen).toEqual([true, true]);
    expect(new Set(folders).size).toBe(2);
  });

  it('is gone with all that is in it when the scenario is over', async () => {
    const { scenario, folders } = scenarioThat(() => {});
    expect(await play(scenario, { group: 'test', emit: () => {} })).toEqual({ asPredicted: true });
    expect(folders.map(existsSync)).toEqual([false, false]);
  });

  it('is gone where the scenario throws', async () => {
    const { scenario, folders } = scenarioThat(() => {
      throw new Error('on purpose');
    });
    const { failure } = await play(scenario, { group: 'test', emit: () => {} });
    expect(failure?.message).toBe('on purpose');
    expect(folders.map(existsSync)).toEqual([false, false]);
  });

  it('is gone where somebody presses Ctrl-C', async () => {
    const interruption = new AbortController();
    const { scenario, folders } = scenarioThat(() => {
      interruption.abort('SIGINT');
      return new Promise(() => {});
    });
    const run = play(scenario, { group: 'test', emit: () => {}, signal: interruption.signal });
    await expect(run).rejects.toThrow(Interrupted);
    expect(folders.map(existsSync)).toEqual([false, false]);
  });
});

describe('the place of a temporary folder', () => {
  afterEach(() => vi.unstubAllEnvs());

  /** Opens a folder and says where it lay. */
  async function placeOfOne(): Promise<string> {
    const folder = await openTemporaryFolder();
    await folder.close();
    return dirname(folder.path);
  }

  it.skipIf(!existsSync('/dev/shm'))('is in memory if nobody says otherwise', async () => {
    for (const name of ['TMPDIR', 'TMP', 'TEMP']) vi.stubEnv(name, '');
    expect(await placeOfOne()).toBe('/dev/shm');
  });

  it('is the one that TMPDIR names', async () => {
    vi.stubEnv('TMPDIR', import.meta.dirname);
    expect(await placeOfOne()).toBe(tmpdir());
  });
});

describe('what a killed program left', () => {
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'apilab-test-'));
    vi.stubEnv('TMPDIR', place);
    // The place is swept once in a process.
    vi.resetModules();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(place, { recursive: true });
  });

  it('is removed, and nothing else: no folder of a living one, none of another machine, no link', async () => {
    const { openTemporaryFolder: open } = await import(
      '../../../src/lab/party/temporary-folder.ts'
    );
    const [pid, began, here] = ownerMark().split('-');
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const kept = [
      `apilab-${pid}-${began}-${here}-alive1`,
      `apilab-${gone}-1-0badcafe-other1`,
      'apilab-test-000000',
      'apilab-notes',
    ];
    for (const name of [...kept, `apilab-${gone}-1-${here}-dead01`]) mkdirSync(join(place, name));
    const elsewhere = join(place, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'a'), '');
    symlinkSync(elsewhere, join(place, `apilab-${gone}-1-${here}-link01`));
    const folder = await open();
    await folder.close();
    expect(readdirSync(place).sort()).toEqual(
      [...kept, 'elsewhere', `apilab-${gone}-1-${here}-link01`].sort(),
    );
    expect(readdirSync(elsewhere)).toEqual(['a']);
  });
});
