// All colours of the panel. Text on its background has a contrast of at least 4.5 in both themes.
export const tokensCss = `
.panel[data-theme='light'] {
  color-scheme: light;
  --bg: #fff; --raised: #f6f7f9; --hover: #eef1f6; --selected: #e2e9ff; --line: #e1e5ec; --edge: #c3cad6;
  --text: #1b2130; --quiet: #596377; --accent: #3754d1; --focus: #3754d1;
  --in: #0a7059; --out: #5a45b8; --ok: #1c7440;
  --danger: #b3152c; --danger-bg: #fdeef0; --danger-edge: #d93a50;
  --warning: #855000; --warning-bg: #fff5e2; --warning-edge: #d08a1d;
  --string: #0b6b54; --number: #3754d1; --shadow: 0 8px 28px rgb(20 28 45 / .16);
}
.panel[data-theme='dark'] {
  color-scheme: dark;
  --bg: #14161d; --raised: #1b1e27; --hover: #242835; --selected: #26325c; --line: #2a2f3c; --edge: #454c5e;
  --text: #e4e8f0; --quiet: #9ba5b8; --accent: #93a9ff; --focus: #93a9ff;
  --in: #5fd0b4; --out: #b6a8ff; --ok: #6fd08f;
  --danger: #ff8d99; --danger-bg: #351a21; --danger-edge: #f0536a;
  --warning: #f2bd69; --warning-bg: #30260f; --warning-edge: #d99a34;
  --string: #74d3b4; --number: #a5b6ff; --shadow: 0 8px 28px rgb(0 0 0 / .5);
}
.panel {
  --sans: ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  --mono: ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace;
}
`
