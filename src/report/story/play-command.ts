import type { ScenarioEvent } from '../../lab/record/transcript.ts';
import { shellWord } from '../../text/shell-word.ts';

/** The command that plays a scenario, before its options: by its id, or by its file if it has one. */
export function playCommand({ id, file }: Pick<ScenarioEvent, 'id' | 'file'>): string {
  return `apilab run ${file === undefined ? id : shellWord(file)}`;
}
