/**
 * The style sheet of a picture. Colours are written out, not named: programs that take pictures into
 * slides know no variables. A picture has a ground of its own, so it can be read on any.
 */
export const pictureStyle = [
  'text{white-space:pre}',
  '.m{font:12px ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}',
  '.s,.t,.h,.b{font-family:system-ui,-apple-system,"Segoe UI","Helvetica Neue","Noto Sans",sans-serif}',
  '.s{font-size:12px}.t{font-size:13px}.h{font-size:14.5px;font-weight:600}.b{font-size:19px;font-weight:650}',
  '.r-strong,.r-focus{font-weight:650}.r-remark{font-style:italic}',
  'line,path{fill:none;stroke-width:1.5}.dashed{stroke-dasharray:6 3}.dotted{stroke-dasharray:2 4}',
  ...coloured({
    paper: '#fcfcfa',
    sheet: '#ffffff',
    wash: '#f3f4f0',
    ink: '#1d2126',
    soft: '#5c656f',
    faint: '#727b85',
    rail: '#d3d6d2',
    request: '#0b6bcb',
    response: '#5a4fcf',
    query: '#23794f',
    fault: '#b3126b',
    good: '#1c7a43',
    bad: '#c0261c',
    warning: '#92600a',
    focus: '#9a5b00',
  }),
  '@media (prefers-color-scheme:dark){',
  ...coloured({
    paper: '#14171a',
    sheet: '#1a1e22',
    wash: '#1e2327',
    ink: '#e4e7ea',
    soft: '#a3acb5',
    faint: '#87919b',
    rail: '#3a4047',
    request: '#6cb4ff',
    response: '#aca5ff',
    query: '#67c696',
    fault: '#ff79bd',
    good: '#67c98d',
    bad: '#ff8a80',
    warning: '#e0b050',
    focus: '#f0bd5b',
  }),
  '}',
].join('\n');

type Colour =
  | 'paper'
  | 'sheet'
  | 'wash'
  | 'ink'
  | 'soft'
  | 'faint'
  | 'rail'
  | 'request'
  | 'response'
  | 'query'
  | 'fault'
  | 'good'
  | 'bad'
  | 'warning'
  | 'focus';

function coloured(colours: Readonly<Record<Colour, string>>): readonly string[] {
  const { paper, sheet, wash, ink, soft, faint, rail } = colours;
  const sorts = ['request', 'response', 'query', 'fault', 'good', 'bad', 'warning'] as const;
  return [
    `text{fill:${ink}}.soft,.r-remark{fill:${soft}}.faint,.r-dim,.r-source{fill:${faint}}.r-focus{fill:${colours.focus}}`,
    sorts.map((sort) => `.${sort},.r-${sort}{fill:${colours[sort]}}`).join(''),
    sorts.map((sort) => `line.${sort},path.${sort}{stroke:${colours[sort]}}`).join(''),
    `line.faint{stroke:${faint}}path.head{stroke:none}`,
    sorts
      .slice(0, 3)
      .map((sort) => `path.head.${sort}{fill:${colours[sort]}}`)
      .join(''),
    `.paper{fill:${paper}}.sheet{fill:${sheet};stroke:${rail}}.wash{fill:${wash}}.aside{fill:${paper};stroke:${rail};stroke-dasharray:4 3}`,
    `.rail{stroke:${rail};stroke-width:1}.edge{fill:${rail}}.alarm{fill:${sheet};stroke:${colours.bad}}.bar{fill:${colours.request}}`,
  ];
}
