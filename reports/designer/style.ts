/** The style of the tier designer's page, in light and in dark. */
export const designerStyle = `
:root { color-scheme: light dark; --ground: #ffffff; --raised: #f5f6f8; --text: #1a1f26; --soft: #4f5966; --line: #d5dae0;
  --link: #0b55a8; --price: #0b55a8; --cost: #9a3412; --tenant: #5b3f94; --good: #e2f2e7; --thin: #fdf1dc; --loss: #fdeceb; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14181d; --raised: #1c2229; --text: #e8ebef; --soft: #aab4bf; --line: #363f4a; --link: #8dbdf5;
    --price: #8dbdf5; --cost: #ffb38a; --tenant: #cbb5f5; --good: #17301f; --thin: #3a2d12; --loss: #401d1e; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 84rem; padding: 0 1.5rem 3rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; }
h1, h2, h3, p, td, th, li { overflow-wrap: anywhere; }
h1 { margin: 2rem 0 1rem; font-size: 1.75rem; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.375rem; }
h3 { margin: 1rem 0 0.25rem; font-size: 1.125rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; padding: 0.25rem 0.75rem; background: var(--ground); }
nav.sections ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin: 0; padding: 0; list-style: none; }
.note { padding: 0.5rem 0.75rem; border-left: 4px solid var(--line); background: var(--raised); }
.tiers { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1.5rem; margin-top: 1rem; }
article { min-width: 0; padding: 0.5rem 1rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem; }
.scroll { overflow-x: auto; margin: 0.75rem 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
caption { padding: 0.25rem 0; text-align: left; font-weight: 600; }
th, td { padding: 0.25rem 0.625rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top;
  font-variant-numeric: tabular-nums; }
td { min-width: 5.5rem; }
tbody th { min-width: 11rem; font-weight: 500; }
article tbody th, article td { min-width: 0; white-space: nowrap; }
thead th { background: var(--raised); overflow-wrap: normal; }
.chart { display: block; width: 100%; height: auto; }
.chart text { fill: var(--soft); font-size: 12px; }
.chart .grid { stroke: var(--line); }
.chart .band.good { fill: var(--good); }
.chart .band.thin { fill: var(--thin); }
.chart .band.loss { fill: var(--loss); }
.chart .range { fill: var(--cost); opacity: 0.15; }
.chart .cost { fill: none; stroke: var(--cost); stroke-width: 2.5; }
.chart .price { stroke: var(--price); stroke-width: 2.5; stroke-dasharray: 8 4; }
.chart .point { fill: var(--cost); }
.chart .tenant { fill: var(--tenant); stroke: var(--ground); stroke-width: 2; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 0.5rem 0; color: var(--soft); font-size: 0.875rem; }
.key::before { content: ""; display: inline-block; width: 1.5rem; height: 0; margin-right: 0.5rem; vertical-align: middle;
  border-top: 3px solid var(--cost); }
.key.price::before { border-top: 3px dashed var(--price); }
.key.tenant::before { width: 0.75rem; height: 0.75rem; border: 0; border-radius: 50%; background: var(--tenant); }
footer { margin-top: 3rem; color: var(--soft); font-size: 0.875rem; }
@media print { body { max-width: none; } article { break-inside: avoid; } }
`;
