// The panel around its tabs: dock, header, help.
export const frameCss = `
.dock { position: fixed; display: flex; max-width: 100vw; max-height: 100vh; box-shadow: 0 0 24px rgb(0 0 0 / .2); }
.dock[data-position='bottom'] { left: 0; right: 0; bottom: 0; }
.dock[data-position='top'] { left: 0; right: 0; top: 0; }
.dock[data-position='left'] { left: 0; top: 0; bottom: 0; }
.dock[data-position='right'] { right: 0; top: 0; bottom: 0; }
.resizer { position: absolute; z-index: 3; background: var(--edge); touch-action: none; }
.resizer::after { content: ''; position: absolute; inset: -5px; }
.dock:is([data-position='bottom'], [data-position='top']) .resizer { left: 0; right: 0; height: 2px; cursor: row-resize; }
.dock:is([data-position='left'], [data-position='right']) .resizer { top: 0; bottom: 0; width: 2px; cursor: col-resize; }
.dock[data-position='bottom'] .resizer { top: 0; }
.dock[data-position='top'] .resizer { bottom: 0; }
.dock[data-position='left'] .resizer { right: 0; }
.dock[data-position='right'] .resizer { left: 0; }
.resizer:hover, .resizer:focus-visible { background: var(--focus); }
.panel .resizer:focus-visible { outline: 2px solid var(--focus); outline-offset: 0; border-radius: 0; }

.panel { position: relative; display: flex; flex-direction: column; flex: 1; min-width: 0; min-height: 0; width: 100%; height: 100%; overflow: clip; overscroll-behavior: contain; container: panel / size; }
.bar { display: flex; align-items: center; gap: 4px 10px; padding: 0 6px 0 12px; min-height: 36px; flex: none; border-bottom: 1px solid var(--line); background: var(--raised); }
.brand { font-weight: 500; letter-spacing: -.01em; color: var(--quiet); }
.brand b { color: var(--text); font-weight: 700; }
.tabs { position: relative; display: flex; align-self: stretch; gap: 2px; overflow-x: auto; scrollbar-width: none; flex: 1; }
.tabs [role='tab'] { position: relative; display: inline-flex; align-items: center; gap: 6px; min-height: 35px; padding: 0 9px; border: 0; background: none; color: var(--quiet); font-weight: 500; cursor: pointer; white-space: nowrap; }
.tabs [role='tab']:hover { color: var(--text); }
.tabs [aria-selected='true'] { color: var(--text); }
.tabs [aria-selected='true']::after { content: ''; position: absolute; left: 8px; right: 8px; bottom: 0; height: 2px; border-radius: 2px 2px 0 0; background: var(--accent); }
.tabs .count { min-width: 18px; padding: 0 5px; border-radius: 9px; font-size: 10.5px; font-weight: 700; line-height: 16px; text-align: center; font-variant-numeric: tabular-nums; color: var(--danger); background: var(--danger-bg); box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--danger-edge) 55%, transparent); }
.pending { display: flex; align-items: center; gap: 7px; flex: none; }
.pending .figure { min-width: 2ch; text-align: right; font-weight: 600; }
.toolbar { display: flex; align-items: center; flex: none; }
.content { flex: 1; min-height: 0; display: flex; flex-direction: column; }
@container panel (990px < width <= 1180px) {
  .brand, .pending .sparkline { display: none; }
}
@container panel (990px < width <= 1050px) {
  .pending .quiet { display: none; }
}
@container panel (width <= 990px) {
  .bar { flex-wrap: wrap; padding-top: 4px; }
  .tabs { order: 5; flex-basis: 100%; margin: 0 -6px 0 -8px; }
  .tabs [role='tab'] { min-height: 30px; padding: 0 8px; }
  .toolbar { margin-left: auto; }
}
@container panel (width <= 520px) {
  .brand, .pending .sparkline, .pending .quiet { display: none; }
  .bar > .select { flex: 1 1 70px; min-width: 70px; max-width: 118px; }
}

.sheet { position: absolute; z-index: 5; top: 44px; right: 8px; bottom: 8px; width: min(420px, calc(100% - 16px)); max-height: fit-content; overflow: auto; padding: 0 14px 14px; border: 1px solid var(--line); border-radius: 10px; background: var(--bg); box-shadow: var(--shadow); }
.sheet .detail-head { margin: 0 -14px 4px; position: sticky; top: 0; }
kbd { padding: 0 5px; margin-right: 3px; border: 1px solid var(--edge); border-bottom-width: 2px; border-radius: 4px; background: var(--raised); }
.sheet p { margin-bottom: 6px; }
.notice { position: absolute; z-index: 6; left: 50%; bottom: 14px; transform: translateX(-50%); padding: 6px 12px; border-radius: 8px; background: var(--text); color: var(--bg); box-shadow: var(--shadow); pointer-events: none; animation: iorpc-fade 4s forwards; }
@keyframes iorpc-fade { 0%, 85% { opacity: 1; } 100% { opacity: 0; visibility: hidden; } }
`
