import { correct, defineScenario, integer, must, naive, resetConnection } from 'apilab';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { type Answer, byWord, readAnswer } from './answer-reader.ts';
import { asItComes } from './answer-stream.ts';
import { answersApi } from './answers-api.ts';
import { firstPieceMs, joined, lastTwo, workedOn } from './checks.ts';
import { doneAnyway } from './naive/done-anyway.ts';
import { endIsDone } from './naive/end-is-done.ts';
import { whole } from './naive/whole.ts';
import { worksOn } from './naive/works-on.ts';
import { playedModel, TOKENS } from './played-model.ts';

const AS_IT_COMES = { deliver: asItComes, judge: byWord };
const WAYS = {
  'as-it-comes': AS_IT_COMES,
  whole: { ...AS_IT_COMES, deliver: whole },
  'works-on': { ...AS_IT_COMES, deliver: worksOn },
  'done-anyway': { ...AS_IT_COMES, deliver: doneAnyway },
  'end-is-done': { ...AS_IT_COMES, judge: endIsDone },
};

/** A model's answer is read while it is made, and nobody pays for what nobody reads. */
export default defineScenario({
  title: "Stream a language model's answer, and stop it",
  claim: 'An answer is read while it is made; who leaves ends the work, and every end is told.',
  standard: ['html §9.2.5', 'html §9.2.6'],
  covers: ['sse-llm-token-stream', 'sse-llm-midstream-error'],
  params: {
    'token-ms': integer({
      default: 500,
      min: 10,
      max: 5000,
      about: 'how long a token takes, in ms',
    }),
    leave: integer({
      default: 3,
      min: 1,
      max: TOKENS.length - 1,
      about: 'after how many tokens the reader leaves',
    }),
  },
  variants: {
    'as-it-comes': correct('Each piece is sent as it is made; who leaves ends the work.'),
    whole: naive('The answer is collected and sent when it is whole.', ['first-piece-soon']),
    'works-on': naive('The model is not told that the reader has left.', ['work-stops']),
    'done-anyway': naive('The end marker is sent even if the model has failed.', [
      'ends-told-apart',
    ]),
    'end-is-done': naive('The reader takes the end of the content for the end of the answer.', [
      'ends-told-apart',
    ]),
  },
  checks: {
    'first-piece-soon': must('send the first piece as soon as it is made', 'lab'),
    'pieces-are-the-answer': must('give the answer if its pieces are joined', 'lab'),
    'cost-comes-last': must('say what it cost, and then that it is done', 'lab'),
    'work-stops': must('stop the work within 200 ms if the reader leaves', 'lab'),
    'ends-told-apart': must('tell done, failed and cut apart', 'lab'),
  },

  async play(lab) {
    const { step, clock, wire, params } = lab;
    const { deliver, judge } = WAYS[lab.variant];
    const tokenMs = params['token-ms'];
    const model = playedModel({ clock, tokenMs });
    const api = await lab.serve('api', answersApi({ generate: model.generate, deliver }));
    const ask = (prompt: string, options: { readonly leaveAfter?: number } = {}) =>
      readAnswer({ url: `${api.url}/answers`, prompt, fetch: lab.client(), judge, ...options });

    const asked = await step('ask', 'Ask, and read the answer', () => ask('What is SSE?'));
    const firstMs = firstPieceMs(asked);
    lab.check('first-piece-soon', `${firstMs} ms after the question`, beginsAtMost(tokenMs));
    lab.check(
      'pieces-are-the-answer',
      joined(asked.result),
      `${TOKENS.length} pieces · the answer`,
    );
    lab.check('cost-comes-last', lastTwo(asked), 'its cost · the end');

    const left = await step('leave', 'Ask again, and leave in the middle', async () => {
      const answer = await ask('What is SSE?', { leaveAfter: params.leave });
      await lab.untilQuiet();
      return answer;
    });
    lab.check('work-stops', workedOn(wire, left, model.works[1]), beginsAtMost(200));

    const failed = await step('fail', 'Ask for what makes the model fail', () =>
      ask('Please fail.'),
    );

    const cut = await step('cut', 'Ask, and lose the connection', async () => {
      const answer = ask('What is SSE?');
      await clock.sleep(3.5 * tokenMs);
      api.tap.inject(resetConnection());
      await lab.untilQuiet();
      return answer;
    });

    const answers = [asked, left, failed, cut].map(({ result }) => result);
    const ends = [asked, failed, cut].map(({ result }) => result.ending);
    lab.check('ends-told-apart', ends.join(' · '), 'done · failed · cut');
    lab.table({
      title: 'What was made, and what was read',
      columns: ['question', 'tokens made', 'read', 'the reader says'],
      rows: answers.map(({ pieces, ending }: Answer, n) => [
        `${n + 1}`,
        `${model.works[n]?.made}`,
        `${pieces}`,
        ending,
      ]),
    });
    lab.figure('first piece', firstMs, 'ms');
    lab.figure('made for nobody', (model.works[1]?.made ?? 0) - left.result.pieces, 'tokens');
  },
});
