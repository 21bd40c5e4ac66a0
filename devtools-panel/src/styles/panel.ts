import { baseCss } from './base.js'
import { forcedColorsCss } from './forcedColors.js'
import { frameCss } from './frame.js'
import { tabCss } from './tab.js'
import { tokensCss } from './tokens.js'
import { viewsCss } from './views.js'

const windowCss = `
html, body { margin: 0; height: 100%; background: #14161d; }
`

/** Everything inside the panel; `html` and `body` exist only in a window of its own. */
export const panelCss = [windowCss, tokensCss, baseCss, frameCss, tabCss, viewsCss, forcedColorsCss].join('')
