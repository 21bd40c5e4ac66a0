import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { usePanel } from '../panel/context.js'
import { IconButton } from './IconButton.js'
import { useSplitter } from './useSplitter.js'

interface DetailPaneProps {
  label: string
  title: ReactNode
  onClose(): void
  children: ReactNode
}

/** What is known about the selected row: beside the list, or below it where the panel is narrow. */
export function DetailPane({ label, title, onClose, children }: DetailPaneProps) {
  const { settings } = usePanel()
  const share = useStore(settings, (state) => state.detail)
  const splitter = useSplitter(share, (detail) => settings.setState({ detail }))
  return (
    <>
      <div {...splitter} className="splitter" />
      <section className="detail" aria-label={label} style={{ flexBasis: `${share}%` }}>
        <header className="detail-head">
          <h2>{title}</h2>
          <IconButton icon="close" label="Close details" onClick={onClose} />
        </header>
        <div className="detail-body" tabIndex={0} role="group" aria-label={`${label}: content`}>
          {children}
        </div>
      </section>
    </>
  )
}
