import { useInsertionEffect } from 'react'
import { adoptStyles } from '../shell/adoptStyles.js'
import { panelCss } from '../styles/panel.js'

/** Brings the panel's styles to where it is drawn, before it is painted. */
export function Styles({ root, nonce }: { root: ShadowRoot | Document; nonce: string | undefined }) {
  useInsertionEffect(() => adoptStyles(root, panelCss, nonce), [root, nonce])
  return null
}
