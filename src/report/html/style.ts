/** The style sheet of the page: light and dark, narrow and wide, screen and paper. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #fcfcfa; --sheet: #fff; --ink: #1d2126; --soft: #5c656f; --faint: #8b949e;
  --line: #e3e4e0; --rail: #d3d6d2; --wash: #f3f4f0; --hover: #f0f2f4;
  --request: #0b6bcb; --response: #5a4fcf; --query: #23794f; --fault: #b3126b;
  --good: #1c7a43; --bad: #c0261c; --warning: #92600a; --focus: #9a5b00; --lit: #ffe27a; --lit-ink: #1d2126;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  --sans: system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --sheet: #1a1e22; --ink: #e4e7ea; --soft: #a3acb5; --faint: #77818b;
    --line: #2b3036; --rail: #3a4047; --wash: #1e2327; --hover: #22272d;
    --request: #6cb4ff; --response: #aca5ff; --query: #67c696; --fault: #ff79bd;
    --good: #67c98d; --bad: #ff8a80; --warning: #e0b050; --focus: #f0bd5b; --lit: #705a0c; --lit-ink: #fff6d8;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { scroll-padding-top: 3.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 var(--sans); }
p, h1, h2, h3, h4, ul, pre { margin: 0; }
ul { padding: 0; list-style: none; }
a { color: inherit; text-decoration-color: var(--rail); text-underline-offset: 2px; }
a:hover { text-decoration-color: currentColor; }
code, kbd, pre { font-family: var(--mono); font-size: .86em; }
button { font: inherit; color: inherit; }
:focus-visible { outline: 2px solid var(--request); outline-offset: 1px; border-radius: 4px; }
.defs { position: absolute; }

.layout { max-width: 56rem; margin: 0 auto; padding: 0 1rem; }
.layout { display: flex; flex-direction: column; } .layout > main { min-width: 0; }
.beside { order: -1; } .beside > .hint, .beside > .panel { display: none; }
.contents { margin: .6rem 0 0; border: 1px solid var(--line); border-radius: 10px; background: var(--sheet); font-size: .88rem; }
.contents > summary { width: auto; margin: 0; padding: .4rem .9rem; background: none; font-weight: 600; }
.contents nav { padding: 0 .9rem .8rem; }
.contents a { display: flex; gap: .6rem; padding: .14rem .4rem; border-radius: 5px; text-decoration: none; line-height: 1.4; } .contents a:hover { background: var(--hover); }
.contents .sign { flex: none; width: 1.3em; text-align: right; color: var(--faint); font-family: var(--mono); font-size: .92em; }
.sign.holds { color: var(--good); } .sign.breaks { color: var(--warning); } .sign.unforeseen { color: var(--bad); }
.list-name { margin: .7rem 0 .2rem; color: var(--faint); font-size: .74rem; font-weight: 650; letter-spacing: .07em; text-transform: uppercase; } .part-name { margin-top: 1rem; font: 600 .86rem var(--mono); }
.takes { display: flex; gap: .35rem; margin-top: .5rem; } h2 .takes { margin: 0 0 0 auto; opacity: 0; } .step:hover .takes, .takes:focus-within { opacity: 1; }
.take { flex: none; padding: .05rem .55rem; border: 1px solid var(--line); border-radius: 6px; background: var(--sheet); color: var(--soft); font: 500 .76rem/1.7 var(--sans); cursor: pointer; } .take:hover { background: var(--hover); color: var(--ink); }
article + article { margin-top: 5rem; border-top: 1px solid var(--line); }

.head { padding: 2.5rem 0 1.25rem; }
.crumb { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1.5rem; color: var(--soft); font-size: .875rem; }
h1 { margin-top: .35rem; font-size: clamp(1.5rem, 1.1rem + 1.8vw, 2.1rem); line-height: 1.2; letter-spacing: -.015em; font-weight: 650; text-wrap: balance; }
.claim { margin-top: .5rem; font-size: 1.1rem; color: var(--soft); max-width: 44rem; text-wrap: pretty; }
.variant { margin-top: 1.1rem; color: var(--soft); font-size: .93rem; }
.badge { display: inline-block; margin-right: .6rem; padding: .05rem .55rem; border: 1px solid currentColor; border-radius: 99px; font: 600 .8rem/1.5 var(--mono); }
.badge.correct { color: var(--good); } .badge.naive { color: var(--warning); }
.verdict { display: flex; flex-wrap: wrap; gap: .4rem .5rem; align-items: center; margin-top: .9rem; font-size: .9rem; }
.verdict strong { font-weight: 600; margin-right: .25rem; } .verdict.good strong { color: var(--good); } .verdict.bad strong { color: var(--bad); }
.chip { padding: .05rem .5rem; border-radius: 4px; background: var(--wash); font: .78rem/1.6 var(--mono); text-decoration: none; white-space: nowrap; }
.chip.holds { color: var(--good); } .chip.breaks { color: var(--warning); } .chip.unforeseen { color: var(--bad); outline: 1px solid currentColor; }
.totals { margin-top: .8rem; color: var(--faint); font-size: .84rem; }

.story { --time: 5.2rem; position: relative; }
.heads { position: sticky; top: 0; z-index: 3; height: 2.5rem; margin-left: var(--time); background: var(--paper); border-bottom: 1px solid var(--line); }
.heads span { position: absolute; bottom: .4rem; transform: translateX(-50%); max-width: 9rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; padding: .05rem .65rem; border: 1px solid var(--rail); border-radius: 99px; background: var(--sheet); font: 600 .82rem/1.5 var(--mono); }
.heads:has(span:nth-child(5)) { height: 4rem; } .heads:has(span:nth-child(5)) span:nth-child(odd) { bottom: 2.05rem; }
.many .heads .first { transform: translateX(-30%); } .many .heads .last { transform: translateX(-70%); }
.step { padding-top: 1.4rem; }
h2 { display: flex; gap: .8rem; align-items: baseline; padding-bottom: .5rem; font-size: 1.05rem; font-weight: 620; line-height: 1.35; }
.title { flex: 1; min-width: 0; }
.number { flex: none; width: calc(var(--time) - .8rem); color: var(--faint); font: .84rem var(--mono); text-align: right; }
.events { position: relative; padding: .35rem 0 .6rem; }
.rails { position: absolute; inset: 0 0 0 var(--time); width: calc(100% - var(--time)); height: 100%; pointer-events: none; }
.rails line { stroke: var(--rail); stroke-width: 1; }
.moment, .note, .wait, .check, .figure, .failure, details, .scroll { position: relative; }

.moment > button, div.moment:not(:has(> button)) { display: grid; grid-template-columns: var(--time) minmax(0, 1fr); width: 100%; padding: .3rem 0; }
.moment > button { scroll-margin: 3.2rem 0 1rem; border: 0; border-radius: 6px; background: none; text-align: left; cursor: pointer; -webkit-user-select: text; user-select: text; }
.moment > button:hover { background: color-mix(in srgb, var(--hover) 75%, transparent); }
.opened > button { background: color-mix(in srgb, var(--request) 9%, transparent); }
.time { padding-right: .8rem; color: var(--faint); font: .78rem/1.75 var(--mono); text-align: right; white-space: nowrap; }
.strip { display: block; min-width: 0; }
.label { display: block; max-width: calc(100% - var(--start) * 1% - .3rem); margin-left: calc(var(--start) * 1% + .55rem); font: .82rem/1.5 var(--mono); }
.many .label { max-width: max(calc(var(--reach) * 1% - .8rem), 6.5rem); }
.row { display: block; width: fit-content; background: var(--paper); overflow-wrap: anywhere; }
.row:first-child { color: var(--sort); }
.moment > button:hover :is(.row, .time), .opened > button :is(.row, .time) { background: none; }
.arrow { display: block; width: 100%; overflow: visible; margin-top: 1px; }
.arrow line { stroke: var(--sort); stroke-width: 1.5; }
.cross { stroke: var(--fault); stroke-width: 2; stroke-linecap: round; fill: none; }
.request { --sort: var(--request); fill: var(--request); } .response { --sort: var(--response); fill: var(--response); }
.query { --sort: var(--query); fill: var(--query); } .lost, .cut { --sort: var(--fault); } .touched { --sort: var(--faint); }
.response .arrow line { stroke-dasharray: 6 3; } .lost .arrow line { stroke-dasharray: 6 3; }
.cut .arrow line { stroke-dasharray: 2 4; } .touched .arrow line { stroke-dasharray: 1 5; stroke-linecap: round; }
.r-strong { font-weight: 650; } .r-dim, .r-source { color: var(--faint); } .r-source { font-size: .92em; }
.r-remark { margin-left: .35em; color: var(--soft); font-family: var(--sans); font-style: italic; } .r-focus { color: var(--focus); font-weight: 650; }
.r-good { color: var(--good); } .r-bad { color: var(--bad); font-weight: 650; } .r-warning { color: var(--warning); } .r-fault { color: var(--fault); font-weight: 600; }

.note { margin: .35rem 0 .7rem var(--time); padding: .55rem .9rem; border-left: 3px solid var(--rail); border-radius: 0 6px 6px 0; background: var(--wash); color: var(--soft); font-size: .93rem; }
.wait { margin: .45rem 0 .45rem var(--time); text-align: center; }
.wait span { padding: .15rem .9rem; border-radius: 99px; border: 1px dashed var(--rail); background: var(--paper); color: var(--soft); font-size: .82rem; }
details { margin: .3rem 0; }
summary { margin-left: var(--time); padding: .25rem .9rem; width: fit-content; border-radius: 6px; background: var(--wash); color: var(--soft); font-size: .82rem; cursor: pointer; }
summary:hover { color: var(--ink); }
.check { display: flex; gap: .6rem; margin: .55rem 0 .55rem var(--time); padding: .6rem .9rem; border: 1px solid var(--line); border-radius: 8px; background: var(--sheet); font-size: .93rem; }
.check .sign { font-weight: 700; } .check > div { min-width: 0; }
.check.holds .sign { color: var(--good); } .check.breaks .sign, .check.breaks em { color: var(--warning); } .check.unforeseen { border-color: var(--bad); }
.check.unforeseen .sign, .check.unforeseen strong { color: var(--bad); }
.seen { display: flex; flex-wrap: wrap; gap: 0 .9rem; color: var(--soft); font-size: .84rem; } .seen em { font-style: normal; font-weight: 600; }
.actual, .expected { font-family: var(--mono); font-size: .95em; overflow-wrap: anywhere; } .expected { color: var(--faint); }
.check:target { outline: 2px solid var(--request); }
.query .row { color: var(--query); }
.figure { margin: .2rem 0 .2rem var(--time); padding: 0 .9rem; width: fit-content; background: var(--paper); color: var(--soft); } .figure b { color: var(--ink); }
.failure { margin: .5rem 0 .5rem var(--time); padding: .6rem .9rem; border: 1px solid var(--bad); border-radius: 8px; background: var(--sheet); } .failure b { color: var(--bad); }
.scroll { margin: .8rem 0 .8rem var(--time); padding: .7rem .9rem; overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--sheet); }
table { border-collapse: collapse; font-size: .87rem; } caption { text-align: left; padding-bottom: .5rem; color: var(--soft); } caption b { color: var(--ink); }
th, td { padding: .2rem 1.2rem .2rem 0; text-align: left; vertical-align: top; } th { color: var(--soft); font-weight: 500; } thead th { border-bottom: 1px solid var(--line); }
.chart { width: 100%; } .chart th { width: 1%; white-space: nowrap; text-align: right; padding-right: .7rem; font-family: var(--mono); } .chart td { display: flex; align-items: center; gap: .5rem; }
.bar { flex: none; width: calc(var(--share) * 80%); min-width: 1px; height: .8rem; border-radius: 0 3px 3px 0; background: var(--request); } .amount { font-family: var(--mono); color: var(--soft); }
footer { padding: 3rem 0 4rem; color: var(--faint); font-size: .82rem; }

.panel { position: relative; padding: 1rem 1.1rem 1.2rem; border: 1px solid var(--line); border-radius: 10px; background: var(--sheet); font-size: .87rem; }
.moment > .panel { margin: .4rem 0 .9rem; }
.tools { float: right; display: flex; gap: .25rem; margin: -.25rem -.35rem .25rem .75rem; }
.tool { width: 2rem; height: 2rem; padding: 0; border: 1px solid var(--line); border-radius: 6px; background: none; color: var(--soft); font-size: 1.05rem; line-height: 1; cursor: pointer; } .tool:hover { background: var(--hover); color: var(--ink); }
h3 { font: 650 .95rem/1.45 var(--mono); overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; gap: .1rem .9rem; margin-top: .3rem; color: var(--soft); font-size: .82rem; } .facts li { overflow-wrap: anywhere; }
h4 { clear: both; margin: 1.2rem 0 .35rem; color: var(--faint); font-size: .74rem; font-weight: 650; letter-spacing: .07em; text-transform: uppercase; }
.space { margin-left: .8rem; font-weight: 400; letter-spacing: 0; text-transform: none; }
.part { margin: 0 -.5rem; padding: .2rem .5rem .2rem calc(.5rem + var(--depth) * .9rem); border-radius: 5px; cursor: default; }
.part + .part { border-top: 1px solid color-mix(in srgb, var(--line) 55%, transparent); }
.part.lit { background: color-mix(in srgb, var(--lit) 38%, transparent); }
.part-head { display: flex; flex-wrap: wrap; gap: 0 .75rem; font: .84rem/1.55 var(--mono); } .part-head > * { min-width: 0; overflow-wrap: anywhere; }
.name { font-weight: 650; } .kind, .size { color: var(--faint); } .value { color: var(--ink); flex: 0 1 auto; }
.remark { color: var(--soft); font-size: .82rem; line-height: 1.45; } .brief { color: var(--ink); font-style: italic; } .about { display: none; } .source { color: var(--faint); }
.printed .about { display: inline; }
.problem { color: var(--warning); margin-top: .35rem; }
.bytes { position: sticky; bottom: 0; margin: .6rem -1.1rem -1.2rem; padding: 0 1.1rem .8rem; border-top: 1px solid var(--line); border-radius: 0 0 10px 10px; background: var(--sheet); }
.bytes h4 { margin-top: .7rem; }
.pointed { height: 4.5em; overflow-y: auto; margin-top: .4rem; color: var(--soft); font-size: .8rem; line-height: 1.45; } .pointed b { color: var(--ink); font: 600 .95em var(--mono); }
.dump { max-height: min(30vh, 15rem); overflow: auto; font: .74rem/1.6 var(--mono); }
.dump-rows { width: max-content; padding: 1px; border-radius: 4px; } .dump-row { display: flex; gap: 1.1em; white-space: pre; }
.offset { color: var(--faint); } .hex { display: flex; } .hex span { width: 2.6ch; text-align: center; } .hex span:nth-child(8n + 1):not(:first-child) { margin-left: .6ch; }
.text { color: var(--soft); display: flex; } .text span { width: 1ch; } .dot { color: var(--faint); }
.dump .lit { background: var(--lit); color: var(--lit-ink); }
.dump-rows[style] .hex { min-width: var(--hex); }
.content { max-height: 24rem; overflow: auto; padding: .6rem .8rem; border-radius: 6px; background: var(--wash); white-space: pre-wrap; overflow-wrap: anywhere; }
.more { margin: .4rem 0; padding: .2rem .7rem; border: 1px solid var(--line); border-radius: 6px; background: none; color: var(--soft); font: .8rem var(--sans); cursor: pointer; }
.absent { color: var(--faint); }
.hint { padding: 1.3rem 1.4rem; border: 1px dashed var(--rail); border-radius: 10px; color: var(--soft); font-size: .9rem; } .hint p + p { margin-top: .7rem; }
kbd { display: inline-block; margin-left: .5rem; padding: 0 .4rem; border: 1px solid var(--rail); border-bottom-width: 2px; border-radius: 4px; background: var(--sheet); }
.hint kbd:first-child { margin-left: 0; }

@media screen and (min-width: 1000px) {
  .layout { display: grid; grid-template-columns: minmax(0, 1fr) minmax(24rem, 44%); gap: 2.2rem; max-width: 92rem; padding: 0 2rem; }
  .layout:has(.many) { grid-template-columns: minmax(0, 1fr) minmax(22rem, 34%); }
  .layout > main { order: 0; } .beside { order: 0; }
  .head { padding: 1.1rem 0 .5rem; } .head h1 { font-size: 1.45rem; } .claim { margin-top: .2rem; font-size: 1rem; } .variant { margin-top: .5rem; } .verdict, .totals { display: inline-flex; margin: .5rem 1rem 0 0; } .verdict .chip { display: none; }
  .step:first-of-type { padding-top: .7rem; }
  .beside > .hint, .beside > .panel { display: block; } .beside > .contents { overflow-y: auto; max-height: calc(100% - 9rem); margin: 0; } .contents > summary { pointer-events: none; list-style: none; }
  .beside { display: block; position: sticky; top: 0; height: 100vh; padding: 1.5rem 0; }
  .beside > .panel { display: flex; flex-direction: column; max-height: 100%; }
  .beside .tools { float: none; position: absolute; top: 1rem; right: 1rem; margin: 0; } .beside h3, .beside .facts { padding-right: 7.5rem; }
  .beside .reading { flex: 1 1 auto; min-height: 6rem; overflow-y: auto; overscroll-behavior: contain; margin: .6rem -1.1rem 0; padding: 0 1.1rem .6rem; }
  .beside .reading > h4:first-child { margin-top: .5rem; } .beside .bytes { position: static; flex: none; margin-top: 0; }
  .hint { margin-top: 1rem; }
}
@media (hover: none) { h2 .takes { opacity: 1; } }
@media (max-width: 620px) {
  h2 { flex-wrap: wrap; } h2 .takes { flex: 0 0 100%; margin-left: 0; }
  body { font-size: 14.5px; }
  .layout { padding: 0 .75rem; }
  .head { padding-top: 1.5rem; }
  .story { --time: 0rem; }
  .number { width: auto; text-align: left; }
  .moment > button, div.moment:not(:has(> button)) { display: block; padding: .35rem 0; }
  .time { display: block; width: fit-content; padding: 0 .3rem 0 .2rem; background: var(--paper); text-align: left; line-height: 1.3; font-size: .72rem; }
  .label, .many .label { max-width: none; width: auto; margin-left: 0; padding: 0 .2rem; font-size: .78rem; }
  .panel { padding: .8rem .8rem 1rem; margin-inline: -.25rem; }
  .bytes { margin: .6rem -.8rem -1rem; padding: 0 .8rem .5rem; } .dump { max-height: 20vh; } .pointed { height: 3em; }
  .heads span { max-width: 6.5rem; }
  .heads:has(span:nth-child(5)) span { font-size: .75rem; }
  .heads .first { transform: translateX(-30%); } .heads .last { transform: translateX(-70%); }
}
@media print {
  :root { --paper: #fff; --sheet: #fff; --ink: #111; --soft: #444; --faint: #666; --line: #ccc; --rail: #bbb; --wash: #f6f6f6; --request: #0b57a4; --response: #463db5; --query: #1b6340; --fault: #98105b; --good: #17663a; --bad: #a51f17; --warning: #7a5008; --focus: #7a4800; }
  body { font-size: 10.5pt; }
  .layout { display: block; max-width: none; padding: 0; }
  .beside, .takes, .tools, .more, .opened > .panel:not(.printed) { display: none; }
  .heads { position: relative; }
  .moment, .check, .part, .dump-row { break-inside: avoid; } .moment:has(> .printed) { break-inside: auto; }
  h2, h3, h4 { break-after: avoid; }
  .panel { margin-left: var(--time); font-size: 9pt; }
  .dump, .content, .scroll, .bytes { overflow: visible; max-height: none; position: static; } .pointed { display: none; }
  summary { list-style: none; }
}
`;
