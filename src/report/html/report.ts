import { createHash } from 'node:crypto';
import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import type { Exporter, Pieces } from '../exporter.ts';
import { picturesOf } from '../picture/picture.ts';
import { svgOfStep } from '../svg/report.ts';
import { comparedMarkup, comparedStyle } from './compared.ts';
import { contentsMarkup, type Drawn } from './contents.ts';
import { embedding } from './embed.ts';
import type { EmbeddedPage } from './embedded.ts';
import { headMarkup } from './head.ts';
import { element, type Markup, raw } from './markup.ts';
import { pageScript } from './script.ts';
import { arrowHeads } from './sequence-row.ts';
import { stepId, storyMarkup } from './story.ts';
import { pageStyle } from './style.ts';

/**
 * How many bytes a page holds, in base64 digits: a browser reads them as one string, which 1 GB could
 * not be. What comes later stands without its bytes.
 */
const HELD = 128 * 1024 * 1024;

/**
 * A run as one HTML file that needs nothing else: no network, no other file, no server. Its policy
 * forbids every request, and every script but its own.
 */
export function htmlReport(heldDigits = HELD): Exporter<Pieces> {
  const events: TranscriptEvent[] = [];
  let room = heldDigits;
  return {
    take(event) {
      const digits = event.type === 'message' ? (event.bytes?.length ?? 0) : 0;
      events.push(digits > room ? withoutBytes(event) : event);
      if (digits <= room) room -= digits;
      return { pieces: [] };
    },
    end: () => ({ pieces: pageOf(events) }),
  };
}

function withoutBytes(event: TranscriptEvent): TranscriptEvent {
  if (event.type !== 'message') return event;
  const { bytes: _, ...rest } = event;
  return rest;
}

/** The page in pieces, each about one thing: as a whole it may be more than a string can be. */
function* pageOf(events: readonly TranscriptEvent[]): Iterable<string> {
  const opening = embedding();
  const script = pageScript();
  yield `<!doctype html>\n<html lang="en">`;
  yield element('head', {}, ...headOf(titleOf(events), script)).html;
  yield `<body>${arrowHeads().html}<div class="layout"><main>`;
  const pictures = picturesOf(events).map((picture, index) => ({
    picture,
    prefix: `s${index + 1}`,
  }));
  const compared = events.filter((event) => event.type === 'comparison');
  for (const event of compared) {
    const drawn = pictures.filter(({ picture }) => picture.scenario?.id === event.id);
    yield comparedMarkup(event, drawn, opening).html;
  }
  for (const { picture, prefix } of pictures) {
    if (compared.some(({ id }) => id === picture.scenario?.id)) continue;
    const parts = [headMarkup(picture, prefix), storyMarkup(picture, opening, prefix)];
    yield element('article', {}, ...parts).html;
  }
  const beside = [contentsMarkup(pictures), hint()];
  yield `${footer().html}</main>${element('aside', { class: 'beside' }, ...beside).html}</div>`;
  yield '<script type="application/json" id="moments">';
  yield* embedded(opening.page(), pictures);
  yield `</script>${element('script', {}, raw(script)).html}</body></html>\n`;
}

function headOf(title: string, script: string): readonly Markup[] {
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('meta', { name: 'generator', content: 'apilab' }),
    element('title', {}, title),
    element('style', {}, raw(`${pageStyle}${comparedStyle}`)),
  ];
}

/** What opens in the page as JSON, a piece a moment. */
function* embedded(
  { kinds, remarks, moments }: Omit<EmbeddedPage, 'pictures'>,
  pictures: readonly Drawn[],
): Iterable<string> {
  yield `{"kinds":${embeddedJson(kinds)},"remarks":${embeddedJson(remarks)},"moments":[`;
  for (const [index, moment] of moments.entries()) {
    yield `${index === 0 ? '' : ','}${embeddedJson(moment)}`;
  }
  yield '],"pictures":{';
  let mark = '';
  for (const { picture, prefix } of pictures) {
    for (const step of picture.steps) {
      if (step.step === undefined) continue;
      const svg = embeddedJson(svgOfStep(picture, step));
      yield `${mark}${embeddedJson(stepId(prefix, step.step.id))}:${svg}`;
      mark = ',';
    }
  }
  yield '}}';
}

/** JSON that no HTML parser can read as an end tag or a comment. */
function embeddedJson(value: object | string): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

function titleOf(events: readonly TranscriptEvent[]): string {
  const scenario = events.find((event) => event.type === 'scenario');
  return scenario === undefined ? 'apilab' : `${scenario.title} · apilab`;
}

function key(name: string): Markup {
  return element('kbd', {}, name);
}

function hint(): Markup {
  return element(
    'div',
    { class: 'hint' },
    element('p', {}, 'Open a message to see its fields, what they mean, and its bytes.'),
    element(
      'p',
      {},
      key('j'),
      ' next ',
      key('k'),
      ' previous ',
      key('Home'),
      key('End'),
      ' first, last ',
      key('Esc'),
      ' close',
    ),
  );
}

function footer(): Markup {
  return element('footer', {}, 'Recorded on loopback by apilab. Times are the lab’s.');
}
