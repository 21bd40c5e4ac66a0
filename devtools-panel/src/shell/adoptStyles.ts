/**
 * Adds a style sheet to a shadow root or document. A constructed sheet is allowed under any Content-Security-Policy;
 * a browser without them gets a `<style>` element with the given nonce.
 *
 * @returns takes the sheet away again
 */
export function adoptStyles(root: ShadowRoot | Document, css: string, nonce?: string): () => void {
  const doc = root.ownerDocument ?? (root as Document)
  const view = doc.defaultView
  // A sheet can only be adopted in the window that made it, and the panel may live in a window of its own.
  if (view && 'adoptedStyleSheets' in root && 'replaceSync' in view.CSSStyleSheet.prototype) {
    const sheet = new view.CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
    return () => {
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet)
    }
  }
  const style = doc.createElement('style')
  if (nonce) style.nonce = nonce
  style.textContent = css
  ;('head' in root ? root.head : root).append(style)
  return () => style.remove()
}
