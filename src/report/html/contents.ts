import type { CheckEvent } from '../../lab/record/transcript.ts';
import type { Picture } from '../picture/picture.ts';
import { element, type Markup } from './markup.ts';
import { stepId } from './story.ts';

/** A picture of the page, and what the ids of its elements begin with. */
export interface Drawn {
  readonly picture: Picture;
  readonly prefix: string;
}

/** What is in the page: the steps of each scenario, and its checks. */
export function contentsMarkup(pictures: readonly Drawn[]): Markup {
  const parts = pictures.flatMap((drawn) => partOf(drawn, pictures.length > 1));
  return element(
    'details',
    { class: 'contents', open: true },
    element('summary', {}, 'Contents'),
    element('nav', { 'aria-label': 'Contents' }, ...parts),
  );
}

function partOf({ picture, prefix }: Drawn, isNamed: boolean): readonly Markup[] {
  const { scenario, steps, checks } = picture;
  const name =
    isNamed && scenario !== undefined
      ? [element('p', { class: 'part-name' }, `${scenario.id} · ${scenario.variant.name}`)]
      : [];
  const told = steps.flatMap(({ step }) => (step === undefined ? [] : [step]));
  return [
    ...name,
    ...list(
      'Steps',
      told.map(({ step, id, title }) =>
        link(stepId(prefix, id), element('span', { class: 'sign' }, String(step)), title),
      ),
    ),
    ...list(
      'Checks',
      checks.map((check) => checkLink(check, prefix)),
    ),
  ];
}

function list(title: string, items: readonly Markup[]): readonly Markup[] {
  if (items.length === 0) return [];
  return [
    element('p', { class: 'list-name' }, title),
    element('ul', {}, ...items.map((item) => element('li', {}, item))),
  ];
}

function checkLink({ id, holds, predicted, promise }: CheckEvent, prefix: string): Markup {
  const asPredicted = holds === (predicted === 'holds');
  const sort = holds ? 'holds' : asPredicted ? 'breaks' : 'unforeseen';
  const sign = element('span', { class: `sign ${sort}` }, holds ? '✓' : '✗');
  const said = asPredicted ? '' : ' (not as predicted)';
  return link(`${prefix}-${id}`, sign, `${promise}${said}`);
}

function link(target: string, sign: Markup, text: string): Markup {
  return element('a', { href: `#${target}` }, sign, element('span', {}, text));
}
