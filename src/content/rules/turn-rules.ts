import type { Turn } from '../lesson.ts';
import { brokenRules, type Rule } from '../written/finding.ts';

const addressIsLeftOpen: Rule<Turn> = ({ commands, solution }) =>
  [...commands, ...solution]
    .filter((command) => !/\{(url|authority)\}/.test(command))
    .map((command) => `The command '${command}' has neither {url} nor {authority}.`);

const taskIsSentence: Rule<Turn> = ({ task }) =>
  /[.!?]$/.test(task) ? [] : ['The task must be a sentence.'];

/** What is wrong with a turn, and with the servers it asks for. */
export function brokenTurn(turn: Turn, served: readonly string[]): readonly string[] {
  const serves: Rule<Turn> = ({ serve }) =>
    served.includes(serve)
      ? []
      : [`There are no servers of ${serve}; there are: ${served.join(', ')}.`];
  return brokenRules([addressIsLeftOpen, taskIsSentence, serves], turn);
}
