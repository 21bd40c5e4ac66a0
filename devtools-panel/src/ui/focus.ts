/** What has the focus in the shadow root or document of an element. */
export function focusedNear(element: Element): HTMLElement | null {
  return (element.getRootNode() as ShadowRoot | Document).activeElement as HTMLElement | null
}

/** Moves the focus on from an element that is about to go: otherwise it would leave the panel. */
export function passFocusOn(from: Element, to: HTMLElement | null | undefined): void {
  if (from.contains(focusedNear(from))) to?.focus()
}

/** The element that had the focus is gone. */
export function isFocusLost(near: Element): boolean {
  const focused = focusedNear(near)
  return focused === null || focused === near.ownerDocument.body
}
