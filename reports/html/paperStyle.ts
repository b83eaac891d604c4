/** The style of pages that are printed and filed: light and dark by what the reader's system asks for, and black on white on paper. */
export const paperStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #505861; --line: #c9ced4; --paper: #ffffff; --mark: #fff3cd; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eaed; --soft: #b3bac2; --line: #454c54; --paper: #16191d; --mark: #4a3d10; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.5rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.45 system-ui, sans-serif; }
h1 { margin: 0 0 0.25rem; font-size: 1.6rem; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.15rem; }
.draft { padding: 0.5rem 0.75rem; background: var(--mark); font-weight: 600; }
.parties { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 1rem 2rem; }
address { font-style: normal; white-space: pre-line; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 1rem; margin: 1rem 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: start; color: var(--soft); padding-bottom: 0.35rem; }
th, td { padding: 0.4rem 0.5rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top;
  overflow-wrap: anywhere; }
thead th { border-bottom-width: 2px; }
tbody th { font-weight: 600; }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.why { display: block; color: var(--soft); font-size: 0.9rem; font-weight: 400; }
.total th, .total td { font-weight: 700; border-bottom: 0; }
footer { margin-top: 2.5rem; color: var(--soft); font-size: 0.85rem; }
@media print {
  :root { color-scheme: light; --ink: #000000; --soft: #333333; --line: #888888; --paper: #ffffff; --mark: #ffffff; }
  @page { size: A4; margin: 18mm 16mm; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  .scroll { overflow: visible; }
  .draft { border: 1px solid #000000; }
  thead { display: table-header-group; }
  tr, .parties > section { break-inside: avoid; }
}
`;
