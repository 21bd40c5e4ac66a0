// Where the system chooses the colours, backgrounds are gone: what they say is said by outlines and system colours.
export const forcedColorsCss = `
@media (forced-colors: active) {
  .grid .grid-row[aria-selected='true'], .completions li[aria-selected='true'],
  .segments button[aria-pressed='true'], .chip[aria-pressed='true'], .icon-button[aria-pressed='true'], .icon-button.on {
    outline: 2px solid Highlight; outline-offset: -2px;
  }
  .tabs [aria-selected='true']::after, .meter > i { background: Highlight; }
  .waterfall[data-outcome] i, .legend i, .resizer, .splitter { background: CanvasText; }
  .waterfall[data-outcome] i.there, .resizer:focus-visible, .splitter:focus-visible { background: Highlight; }
  .meter { outline: 1px solid CanvasText; }
  .swatch { forced-color-adjust: none; }
  .status[data-status='open']::before { background: CanvasText; }
  .grid-row[data-tone='danger'], .grid-row[data-tone='warning'] { border-left: 3px solid CanvasText; padding-left: 7px; }
}
`
