// What only one tab has.
export const viewsCss = `
.transfers { flex: 1; overflow: auto; padding: 4px 0; overscroll-behavior: contain; }
.transfer { display: grid; grid-template-columns: 18px minmax(120px, 1.6fr) minmax(80px, 1.6fr) 84px 130px 76px 70px; align-items: center; gap: 10px; min-height: 28px; padding: 2px 12px; border-bottom: 1px solid color-mix(in srgb, var(--line) 55%, transparent); }
.transfer > .end { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.transfer[data-state='stalled'] { background: var(--warning-bg); box-shadow: inset 3px 0 var(--warning-edge); }
.transfer .who { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.meter { height: 6px; border-radius: 3px; overflow: hidden; background: var(--line); }
.meter > i { display: block; height: 100%; border-radius: 3px; background: var(--accent); transform-origin: left; }
.meter[data-state='done'] > i { background: var(--ok); }
.meter[data-state='stalled'] > i { background: var(--warning-edge); }
.state { font-weight: 600; color: var(--accent); white-space: nowrap; }
.state[data-state='done'] { color: var(--ok); font-weight: 500; }
.state[data-state='stalled'] { color: var(--warning); }
@container panel (max-width: 720px) {
  .transfer { grid-template-columns: 18px minmax(0, 1fr) auto auto; padding: 5px 12px; gap: 3px 10px; }
  .transfer .meter { grid-column: 1 / -1; grid-row: 2; }
  .transfer .chunks, .transfer .rate { display: none; }
}

.waterfall { display: block; position: relative; height: 14px; }
.waterfall i { position: absolute; top: 3px; height: 8px; min-width: 2px; border-radius: 2px; background: color-mix(in srgb, var(--accent) 38%, var(--bg)); }
.waterfall i.there { top: 3px; background: var(--accent); }
.waterfall[data-outcome='failed'] i { background: color-mix(in srgb, var(--danger-edge) 40%, var(--bg)); }
.waterfall[data-outcome='failed'] i.there { background: var(--danger-edge); }
.waterfall[data-outcome='aborted'] i { background: color-mix(in srgb, var(--quiet) 38%, var(--bg)); }
.waterfall[data-outcome='waiting'] i { background: repeating-linear-gradient(135deg, var(--accent) 0 3px, transparent 3px 6px); border-radius: 2px 0 0 2px; }
.outcome { color: var(--quiet); }
.outcome[data-outcome='failed'] { color: var(--danger); font-weight: 600; }
.outcome[data-outcome='waiting'] { color: var(--accent); }
.segments { display: inline-flex; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; flex: none; }
.segments button { height: 24px; padding: 0 9px; border: 0; background: none; cursor: pointer; color: var(--quiet); }
.segments button:hover { background: var(--hover); }
.segments button[aria-pressed='true'] { color: var(--text); background: var(--selected); font-weight: 600; }

.status { display: inline-flex; vertical-align: middle; align-items: center; gap: 6px; }
.status::before { content: ''; width: 8px; height: 8px; border-radius: 50%; background: var(--quiet); flex: none; }
.detail-head .status { display: inline; }
.detail-head .status::before { display: inline-block; margin-right: 6px; }
.status[data-status='open']::before { background: var(--ok); }
.status[data-status='closed']::before { background: none; border: 2px solid var(--danger-edge); }
.status[data-status='idle']::before { background: none; border: 2px solid var(--quiet); }
.chart { display: grid; gap: 2px; margin: 0 0 10px; }
.chart svg { width: 100%; height: 96px; display: block; border-bottom: 1px solid var(--edge); background: linear-gradient(var(--line) 0 0) 0 0 / 100% 1px no-repeat, linear-gradient(var(--line) 0 0) 0 50% / 100% 1px no-repeat; }
.chart .axis { display: flex; justify-content: space-between; color: var(--quiet); font-size: 11px; font-variant-numeric: tabular-nums; }
.chart path { vector-effect: non-scaling-stroke; }
.chart .calls { fill: color-mix(in srgb, var(--accent) 30%, transparent); stroke: var(--accent); stroke-width: 1.4; }
.chart .callbacks { fill: color-mix(in srgb, var(--out) 25%, transparent); stroke: var(--out); stroke-width: 1.4; }
.swatch { display: inline-block; width: 9px; height: 9px; border-radius: 2px; margin: 0 5px 0 0; }
.swatch.calls { background: var(--accent); }
.swatch.callbacks { background: var(--out); margin-left: 10px; }
.late { margin-bottom: 4px; }
.drops li { display: grid; grid-template-columns: auto 1fr; gap: 2px 10px; padding: 4px 0; border-bottom: 1px solid var(--line); }
.drops .why { color: var(--danger); overflow-wrap: anywhere; }
.drops code { grid-column: 1 / -1; color: var(--quiet); overflow-wrap: anywhere; }

.form { display: grid; gap: 8px; padding: 10px 12px; border-bottom: 1px solid var(--line); grid-template-columns: minmax(110px, 180px) minmax(110px, 1fr) minmax(140px, 2fr) auto; align-items: end; flex: none; }
.field { display: grid; gap: 3px; min-width: 0; }
.field > span, .field > label { color: var(--quiet); font-size: 11px; }
.field .select, .field .input { width: 100%; max-width: none; }
.field [aria-invalid='true'] { border-color: var(--danger-edge); }
.problem { color: var(--danger); }
.form .problem { grid-column: 1 / -1; }
@container panel (max-width: 720px) { .form { grid-template-columns: 1fr 1fr; } .form .wide { grid-column: 1 / -1; } }
.results { flex: 1; overflow: auto; padding: 4px 12px 12px; overscroll-behavior: contain; }

.results > li { display: grid; gap: 4px; justify-items: start; padding: 8px 0; border-bottom: 1px solid var(--line); }
.results > li > :is(.asked, pre) { width: 100%; }
.results .asked { display: flex; justify-content: space-between; gap: 10px; align-items: baseline; }
.results .asked code { font-weight: 600; overflow-wrap: anywhere; }
.results .asked .figure { white-space: nowrap; }
.results .failed { color: var(--danger); }

.faults { flex: 1; overflow: auto; padding: 12px; display: grid; gap: 12px; align-content: start; overscroll-behavior: contain; grid-template-columns: repeat(auto-fill, minmax(290px, 1fr)); }
.fault { border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px 12px; display: grid; gap: 10px; align-content: start; margin: 0; min-width: 0; }
.fault[data-active='true'] { border-color: var(--warning-edge); background: var(--warning-bg); }
.fault legend { max-width: 100%; font-weight: 600; padding: 0 4px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.fault .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 12px; }
.fault .actions { margin: 0; }
.fault .on { color: var(--warning); font-weight: 600; }
`
