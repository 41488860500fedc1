/** The style sheet of a document: light and dark, narrow and wide, screen and paper. */
export const documentStyle = `
:root { color-scheme: light dark; --paper: #fcfcfa; --ink: #1d2126; --soft: #5c656f; --line: #e3e4e0; --wash: #f3f4f0; --link: #0b6bcb; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171a; --ink: #e4e7ea; --soft: #a3acb5; --line: #2b3036; --wash: #1e2327; --link: #6cb4ff; } }
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: clamp(1.5rem, 1.1rem + 1.8vw, 2.1rem); line-height: 1.2; } h2 { margin: 2.6rem 0 .6rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 1.3rem; line-height: 1.3; } h3 { margin: 1.6rem 0 .4rem; font-size: 1.05rem; }
p, ul, ol, pre, details, figure { margin: .7rem 0; } li { margin: .15rem 0; } a { color: var(--link); }
code, pre { font: .86em ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
pre { padding: .7rem .9rem; border-radius: 8px; background: var(--wash); white-space: pre-wrap; } p code, li code { padding: .05rem .25rem; border-radius: 4px; background: var(--wash); }
details { padding: .5rem .9rem; border: 1px solid var(--line); border-radius: 8px; } summary { color: var(--soft); font-weight: 600; cursor: pointer; }
figcaption, footer { color: var(--soft); font-size: .88rem; } footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .8rem; }
svg { display: block; max-width: 100%; height: auto; margin: .5rem 0; border: 1px solid var(--line); border-radius: 8px; }
@media print {
  :root { --paper: #fff; --ink: #111; --soft: #444; --line: #ccc; --wash: #f6f6f6; --link: #111; }
  main { max-width: none; padding: 0; } h2, h3, figcaption { break-after: avoid; } svg, pre, li { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
