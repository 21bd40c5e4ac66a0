// What the tabs have in common: tools, filter, grid, details.
export const tabCss = `
.tab { flex: 1; min-height: 0; display: flex; flex-direction: column; }
.tools { display: flex; align-items: flex-start; gap: 6px 10px; flex-wrap: wrap; padding: 6px 8px 6px 10px; border-bottom: 1px solid var(--line); flex: none; }
.tools > .quiet { line-height: 26px; }
.split { flex: 1; min-height: 0; display: flex; }
.empty { position: absolute; inset: 24px 0 0; display: grid; place-items: center; padding: 16px; text-align: center; color: var(--quiet); pointer-events: none; }
.empty > * { max-width: 46ch; pointer-events: auto; }
.empty .button { margin-top: 10px; color: var(--text); }

.filter { position: relative; flex: 1 1 220px; max-width: 560px; }
.filter-field { position: relative; display: flex; align-items: center; height: 26px; border: 1px solid var(--edge); border-radius: 6px; background: var(--bg); overflow: hidden; }
.filter-field:focus-within { border-color: var(--focus); box-shadow: 0 0 0 1px var(--focus); }
.filter-field[data-invalid='true'] { border-color: var(--danger-edge); }
.filter-input { flex: 1; min-width: 0; height: 100%; padding: 0 8px; border: 0; outline: 0; background: none; font: 11.5px/1 var(--mono); position: relative; }
.panel .filter-input:focus-visible { outline: none; }
.filter-input::placeholder { color: var(--quiet); font-family: var(--sans); opacity: 1; }
.filter-mirror { position: absolute; left: 8px; top: 0; line-height: 24px; white-space: pre; font-family: var(--mono); font-size: 11.5px; color: transparent; pointer-events: none; }
.filter-mirror mark { color: transparent; background: none; text-decoration: underline wavy var(--danger-edge); text-underline-offset: 3px; }
.filter .icon-button { width: 24px; height: 24px; }
.completions { position: absolute; z-index: 4; top: 28px; left: 0; min-width: 240px; max-width: 100%; max-height: min(244px, 100cqh - 80px); overflow: auto; padding: 4px; border: 1px solid var(--line); border-radius: 8px; background: var(--bg); box-shadow: var(--shadow); }
.completions li { display: flex; gap: 12px; justify-content: space-between; padding: 3px 8px; border-radius: 5px; cursor: pointer; white-space: nowrap; }
.completions li span { color: var(--quiet); overflow: hidden; text-overflow: ellipsis; }
.completions li:hover, .completions li[aria-selected='true'] { background: var(--selected); }
.completions li[aria-selected='true'] span { color: var(--text); }
@container panel (width <= 990px) { .completions { max-height: min(244px, 100cqh - 116px); } }
.filter-error { margin-top: 4px; color: var(--danger); }

.grid-frame { position: relative; flex: 1; min-width: 0; min-height: 0; display: flex; flex-direction: column; }
.grid { flex: 1; min-height: 0; overflow: auto; overflow-x: hidden; overscroll-behavior: contain; overflow-anchor: none; contain: strict; }
.grid-head, .grid-row { display: grid; align-items: center; column-gap: 10px; padding: 0 10px; }
.grid-head { position: sticky; z-index: 1; top: 0; height: 24px; color: var(--quiet); font-size: 11px; background: var(--bg); border-bottom: 1px solid var(--line); box-shadow: 0 -1px var(--bg); }
.grid-row { contain: content; cursor: default; border-bottom: 1px solid color-mix(in srgb, var(--line) 55%, transparent); }
.grid-row > *, .grid-head > * { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.grid [data-align='end'] { text-align: right; font-variant-numeric: tabular-nums; }
.grid-row:hover { background: var(--hover); }
.grid-row[data-tone='error'] { color: var(--danger); }
.grid-row[data-tone='danger'] { background: var(--danger-bg); box-shadow: inset 3px 0 var(--danger-edge); }
.grid-row[data-tone='warning'] { background: var(--warning-bg); box-shadow: inset 3px 0 var(--warning-edge); }
.grid-row[data-tone='danger'] :is(.big, .reason) { color: var(--danger); }
.grid-row[data-tone='warning'] :is(.big, .reason) { color: var(--warning); }
.grid-row[data-tone='danger'] .quiet, .grid-row:is([data-tone='danger'], [data-tone='warning']) small:not(.reason, [data-tone='danger']) { color: var(--text); }
.grid .grid-row[aria-selected='true'] { background: var(--selected); }
.grid .grid-row[aria-selected='true'] :is(small, .quiet) { color: var(--text); }
.grid:focus-visible .grid-row[aria-selected='true'] { box-shadow: inset 0 0 0 1px var(--focus); }
.panel .grid:focus-visible { border-radius: 0; }
.grid:focus-visible .grid-head { box-shadow: 0 -1px var(--bg), inset 0 2px var(--focus), inset 2px 0 var(--focus), inset -2px 0 var(--focus); }
.stack { display: flex; flex-direction: column; min-width: 0; line-height: 1.35; }
.stack > * { overflow: hidden; text-overflow: ellipsis; }
.stack[data-align='end'] { align-items: flex-end; }
.big { font-size: 17px; line-height: 1.15; letter-spacing: -.01em; }
.delta[data-tone='danger'] { color: var(--danger); font-weight: 600; }
.name { font-weight: 600; }
.follow { position: absolute; right: 18px; bottom: 12px; box-shadow: var(--shadow); background: var(--bg); }
.direction { display: flex; align-items: center; gap: 3px; color: var(--out); }
.direction[data-direction='in'] { color: var(--in); }
.kind { font: 11px/1.4 var(--mono); color: var(--quiet); }
.kind[data-kind='call'] { color: var(--accent); }
.kind[data-kind='callback'] { color: var(--out); }
.kind[data-kind='error'] { color: var(--danger); font-weight: 600; }
.panel [aria-selected='true'] :is(.kind, .direction):not([data-kind='error']) { color: var(--text); }

.splitter { flex: none; width: 1px; background: var(--line); position: relative; cursor: col-resize; touch-action: none; }
.splitter::after { content: ''; position: absolute; inset: 0 -4px; z-index: 1; }
.splitter:hover, .splitter:focus-visible { background: var(--focus); box-shadow: 0 0 0 1px var(--focus); }
.detail { min-width: 200px; min-height: 80px; flex: none; display: flex; flex-direction: column; background: var(--bg); }
.detail-head { display: flex; align-items: center; justify-content: space-between; gap: 8px; min-height: 32px; padding: 0 4px 0 12px; border-bottom: 1px solid var(--line); flex: none; background: var(--raised); }
.detail-body { flex: 1; min-height: 0; overflow: auto; overscroll-behavior: contain; padding: 10px 12px 14px; }
.detail-body > .reason { font-weight: 600; margin-bottom: 8px; overflow-wrap: anywhere; }
.detail-body > .sparkline { width: 100%; margin-bottom: 8px; }
@container panel (max-width: 720px) {
  .split { flex-direction: column; }
  .splitter { width: auto; height: 1px; cursor: row-resize; }
  .splitter::after { inset: -4px 0; }
}
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 3px 14px; align-items: baseline; }
.fact { display: contents; }
.facts dt { color: var(--quiet); }
.facts dd { overflow-wrap: anywhere; }
.actions { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 12px; }
.legend { display: flex; align-items: center; gap: 6px; margin: -6px 0 10px; }
.legend i { width: 2px; height: 8px; background: var(--ok); }
.legend i[data-tick='unmount'] { background: var(--quiet); margin-left: 8px; }
.members { position: relative; display: flex; height: 196px; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
details { margin-top: 10px; }
summary { padding: 3px 0; cursor: pointer; color: var(--quiet); }
details pre { margin-top: 4px; }

.tree, .tree ul { font: 11.5px/1.6 var(--mono); }
.tree ul { padding-left: 14px; margin-left: 5px; border-left: 1px solid var(--line); }
.tree .leaf { padding-left: 18px; overflow-wrap: anywhere; }
.tree .branch { display: flex; align-items: center; gap: 6px; width: 100%; padding: 0; border: 0; background: none; font: inherit; text-align: left; cursor: pointer; }
.tree .branch:hover { background: var(--hover); }
.tree .branch[aria-expanded='true'] > .icon { transform: rotate(90deg); }
.tree .key { color: var(--quiet); }
[data-value='string'] { color: var(--string); }
[data-value='number'], [data-value='bigint'], [data-value='boolean'], [data-value='binary'] { color: var(--number); }
[data-value='function'] { color: var(--out); }
[data-value='nullish'], [data-value='undefined'], [data-value='more'], [data-value='cycle'], [data-value='redacted'] { color: var(--quiet); }
[data-value='error'], [data-value='unreadable'] { color: var(--danger); }
`
