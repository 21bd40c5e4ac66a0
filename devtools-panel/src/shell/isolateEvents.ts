// Whatever starts something. The ends of a gesture (pointerup, mouseup …) pass: a drag that began in the page must
// be able to end over the panel.
const isolated = [
  'keydown',
  'keypress',
  'keyup',
  'beforeinput',
  'input',
  'change',
  'paste',
  'copy',
  'cut',
  'compositionstart',
  'compositionupdate',
  'compositionend',
  'pointerdown',
  'mousedown',
  'touchstart',
  'click',
  'auxclick',
  'dblclick',
  'contextmenu',
  'wheel',
  'focusin',
  'focusout',
]

/**
 * Keeps what the user does in the panel from reaching the page: its shortcuts, its focus traps, its "click outside".
 * React listens further inside, so the panel still sees everything.
 */
export function isolateEvents(root: ShadowRoot): void {
  for (const type of isolated)
    root.addEventListener(type, (event) => event.stopPropagation(), { passive: true })
}
