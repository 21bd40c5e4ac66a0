/**
 * Puts text on the clipboard.
 *
 * @param near an element of the window that has the focus
 */
export async function copyText(text: string, near: HTMLElement): Promise<void> {
  const doc = near.ownerDocument
  try {
    await doc.defaultView?.navigator.clipboard.writeText(text)
  } catch (error) {
    // Pages without a secure context, and frames without the permission, still have the old way.
    if (!copyBySelection(text, near)) throw error
  }
}

function copyBySelection(text: string, near: HTMLElement): boolean {
  const area = near.ownerDocument.createElement('textarea')
  area.value = text
  area.style.cssText = 'position:fixed;opacity:0'
  near.after(area)
  area.select()
  const done = near.ownerDocument.execCommand('copy')
  area.remove()
  near.focus()
  return done
}
