import type { Turn } from '../lesson.ts';
import { brokenRules, type Rule } from '../written/finding.ts';

const addressIsLeftOpen: Rule<Turn> = ({ commands, solution, nearly = [] }) =>
  [...commands, ...solution, ...nearly.flatMap((miss) => miss.commands)]
    .filter((command) => !/\{(url|authority)\}/.test(command))
    .map((command) => `The command '${command}' has neither {url} nor {authority}.`);

const taskIsSentence: Rule<Turn> = ({ task }) =>
  /[.!?]$/.test(task) ? [] : ['The task must be a sentence.'];

const nearlyGoesOn: Rule<Turn> = ({ nearly = [] }) =>
  nearly
    .filter(({ hint }) => !/^[a-z`].*[.!?]$/.test(hint))
    .map(
      ({ hint }) =>
        `What is nearly right is told behind 'Nearly:', in lower case, as a sentence: '${hint}'`,
    );

/** What is wrong with a turn, and with the servers it asks for. */
export function brokenTurn(turn: Turn, served: readonly string[]): readonly string[] {
  const serves: Rule<Turn> = ({ serve }) =>
    served.includes(serve)
      ? []
      : [`There are no servers of ${serve}; there are: ${served.join(', ')}.`];
  return brokenRules([addressIsLeftOpen, taskIsSentence, nearlyGoesOn, serves], turn);
}
