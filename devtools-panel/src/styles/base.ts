// Elements and small parts that appear everywhere.
export const baseCss = `
.panel, .panel *, .panel *::before, .panel *::after { box-sizing: border-box; }
.panel {
  font: 12px/1.4 var(--sans); color: var(--text); background: var(--bg); text-align: left; -webkit-font-smoothing: antialiased;
}
.panel :where(h2, h3, p, dl, dd, ul, pre) { margin: 0; padding: 0; }
.panel :where(ul) { list-style: none; }
.panel :where(h2) { font-size: 12px; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.panel :where(h3) { font-size: 11px; font-weight: 600; color: var(--quiet); margin: 12px 0 4px; }
.panel :where(code, pre, kbd) { font: 11.5px/1.45 var(--mono); }
.panel :where(pre) { white-space: pre-wrap; overflow-wrap: anywhere; padding: 6px 8px; background: var(--raised); border-radius: 6px; }
.panel :where(small) { font-size: 11px; color: var(--quiet); }
.panel :where(strong) { font-weight: 600; }
.panel :where(button, input, select, textarea) { font: inherit; color: inherit; margin: 0; }
.panel :focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; border-radius: 4px; }
.panel:focus, .sheet:focus { outline: none; }
.icon { fill: none; stroke: currentColor; stroke-width: 1.4; stroke-linecap: round; stroke-linejoin: round; flex: none; display: block; }
.quiet { color: var(--quiet); }
.figure { font-variant-numeric: tabular-nums; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.panel [hidden] { display: none; }

.button, .chip, .select {
  display: inline-flex; align-items: center; gap: 5px; height: 26px; padding: 0 8px; white-space: nowrap; cursor: pointer;
  border: 1px solid var(--line); border-radius: 6px; background: var(--bg);
}
.button:hover, .chip:hover, .select:hover { background: var(--hover); }
.button[data-tone='danger'] { color: var(--danger); border-color: color-mix(in srgb, var(--danger-edge) 45%, transparent); }
.button:disabled { opacity: .55; cursor: default; }
.button[data-tone='primary'] { color: var(--bg); background: var(--accent); border-color: transparent; }
.chip { border-radius: 13px; padding: 0 9px; }
.chip[data-tone='danger'] { color: var(--danger); background: var(--danger-bg); border-color: transparent; }
.chip[data-tone='warning'] { color: var(--warning); background: var(--warning-bg); border-color: transparent; }
.chip[aria-pressed='true'] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.chips { display: flex; align-items: center; gap: 6px; flex-wrap: wrap; }
.chips:empty { display: none; }
.icon-button {
  display: inline-grid; place-items: center; width: 26px; height: 26px; padding: 0; border: 0; border-radius: 6px;
  background: none; color: var(--quiet); cursor: pointer; flex: none;
}
.icon-button:hover { color: var(--text); background: var(--hover); }
.icon-button[aria-pressed='true'] { color: var(--accent); background: var(--selected); }
.icon-button.on { color: var(--danger); background: var(--danger-bg); }
.link { display: inline; padding: 0; border: 0; background: none; color: var(--accent); cursor: pointer; font: 11.5px/1.45 var(--mono); text-decoration: underline; text-underline-offset: 2px; text-align: left; overflow-wrap: anywhere; }
.select { max-width: 190px; padding: 0 4px; text-overflow: ellipsis; }
.input {
  height: 26px; padding: 0 7px; border: 1px solid var(--edge); border-radius: 6px; background: var(--bg); min-width: 0;
}

.verdict { display: inline-flex; vertical-align: middle; align-items: center; gap: 4px; padding: 1px 7px 1px 5px; border-radius: 5px; font-size: 10.5px; font-weight: 700; letter-spacing: .03em; color: var(--quiet); background: var(--hover); }
.verdict[data-tone='danger'] { color: var(--danger); background: var(--danger-bg); box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--danger-edge) 55%, transparent); }
.verdict[data-tone='warning'] { color: var(--warning); background: var(--warning-bg); }

.sparkline { display: block; overflow: visible; --tone: var(--accent); }
.sparkline[data-tone='danger'] { --tone: var(--danger-edge); }
.sparkline[data-tone='warning'] { --tone: var(--warning-edge); }
.sparkline[data-tone='muted'] { --tone: var(--quiet); }
.sparkline path { vector-effect: non-scaling-stroke; }
.sparkline .line { fill: none; stroke: var(--tone); stroke-width: 1.4; stroke-linejoin: round; }
.sparkline .area { fill: var(--tone); opacity: .13; }
.sparkline .mounts { stroke: var(--ok); stroke-width: 1.2; }
.sparkline .unmounts { stroke: var(--quiet); stroke-width: 1.2; }
@media (prefers-reduced-motion: no-preference) { .button, .chip, .icon-button { transition: background-color .1s; } }
`
