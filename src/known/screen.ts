import { type Look, labelled, prose, said, within } from '../dialogue/look.ts';
import { count, dayOf } from '../quiz/due.ts';
import { gap, type Row, span } from '../text/spans.ts';
import { groupRows } from './group-rows.ts';
import { heatLegend, heatRows } from './heat-map.ts';
import { type GroupSummary, type Summary, tallySum } from './summary.ts';

/** What somebody knows and what comes next, made for one screen. */
export function progressRows(summary: Summary, now: Date, look: Look): readonly Row[] {
  const begun = summary.groups.filter(isBegun);
  return [
    ...headRows(summary, look),
    [],
    ...within(groupRows(begun, look)),
    ...notBegunRows(summary, look),
    ...weakestRows(summary, look),
    ...pictureRows(summary, now, look),
    ...nextRows(summary, look),
  ];
}

function isBegun({ lesson, cards }: GroupSummary): boolean {
  return cards.known + cards.learning > 0 || (lesson?.done ?? 0) > 0 || lesson?.goOn !== undefined;
}

function headRows(summary: Summary, look: Look): readonly Row[] {
  const { groups, streak } = summary;
  const cards = tallySum(groups.map((group) => group.cards));
  const all = cards.known + cards.learning + cards.new;
  const lessons = groups.flatMap(({ lesson }) => lesson ?? []);
  const done = lessons.filter((lesson) => lesson.done === lesson.sections).length;
  const told = `You know ${cards.known} of ${count(all, 'card')}, ${done} of ${count(lessons.length, 'lesson')}.`;
  const today = streak.days > 0 && !streak.today ? ' without today' : '';
  const longest = streak.longest > streak.days ? `, longest ${streak.longest}` : '';
  const days = `Streak: ${count(streak.days, 'day')}${today}${longest}.`;
  return [
    ...said([span(told, 'strong'), span(` ${days}`)], look),
    ...said([span(dueText(summary))], look),
    ...examRows(summary, look),
  ];
}

/** `Due: 4 now, 3 tomorrow, 6 on Thu, 12 later.` */
function dueText({ forecast }: Summary): string {
  const parts = [
    ...(forecast.now > 0 ? [`${forecast.now} now`] : []),
    ...forecast.days.map(({ day, inDays, cards }) => `${cards} ${dayWords(day, inDays)}`),
    ...(forecast.later > 0 ? [`${forecast.later} later`] : []),
  ];
  return parts.length > 0 ? `Due: ${parts.join(', ')}.` : 'Nothing is due.';
}

function dayWords(day: string, inDays: number): string {
  if (inDays <= 0) return 'later today';
  if (inDays === 1) return 'tomorrow';
  const name = new Date(`${day}T12:00:00`).toLocaleString('en-GB', { weekday: 'short' });
  return `on ${name}`;
}

function examRows({ exams }: Summary, look: Look): readonly Row[] {
  const [last, former] = exams.toReversed();
  if (last === undefined) return [];
  const before = former ? `; before that: ${former.right} of ${former.cards}` : '';
  const text = `Last exam: ${last.right} of ${last.cards} on ${dayOf(new Date(last.at))}${before}.`;
  return said([span(text)], look);
}

function notBegunRows({ groups }: Summary, look: Look): readonly Row[] {
  const names = groups.filter((group) => !isBegun(group)).map(({ id }) => id);
  if (names.length === 0) return [];
  return said([span('Not begun: ', 'dim'), span(names.join(', '))], look);
}

function weakestRows({ weakest }: Summary, look: Look): readonly Row[] {
  if (weakest.length === 0) return [];
  const shares = weakest.map(({ right, answered }) => `${right} of ${answered}`);
  const width = Math.max(...shares.map((share) => share.length));
  return [
    [],
    ...said([span('Weakest topics', 'strong'), span(', right at the last answer', 'dim')], look),
    ...within(
      weakest.flatMap(({ command }, index) => {
        const label = [gap(2), span((shares[index] ?? '').padEnd(width)), gap(2)];
        return labelled(label, [span(command, 'request')], look);
      }),
    ),
  ];
}

function pictureRows({ days }: Summary, now: Date, look: Look): readonly Row[] {
  if (days.length === 0) return [];
  const legend = look.plain ? [] : [span(`  ${heatLegend}`, 'dim')];
  return [
    [],
    ...said([span('Answers a day', 'strong'), ...legend], look),
    ...within(heatRows(days, now, look)),
  ];
}

/** What to do next, a line. */
function nextRows(summary: Summary, look: Look): readonly Row[] {
  const isNew = !summary.groups.some(isBegun);
  const about = isNew ? 'Find out what you do not know: ' : 'Next: ';
  const command = isNew ? 'apilab quiz --diagnose' : nextCommand(summary);
  return [...(isNew ? [[]] : []), ...within(prose(`${about}\`${command}\``, look))];
}

/** What is due, open, weak, new: the first of these that there is. */
function nextCommand({ groups, forecast, weakest }: Summary): string {
  if (forecast.now > 0) return 'apilab quiz --due';
  const open = groups.find(({ lesson }) => lesson?.goOn !== undefined);
  if (open) return `apilab learn ${open.id} --from ${open.lesson?.goOn}`;
  const unread = groups.filter(
    ({ lesson }) => lesson !== undefined && lesson.done < lesson.sections,
  );
  const [weak] = weakest;
  // Of what was not known read first what others build on; its cards are next when it is read.
  const next = weak
    ? unread.find(({ id }) => weakest.some(({ group }) => group === id))
    : unread[0];
  return next ? `apilab learn ${next.id}` : (weak?.command ?? 'apilab quiz --exam');
}
