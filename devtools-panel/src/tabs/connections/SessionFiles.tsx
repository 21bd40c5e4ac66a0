import { exportSession } from '@iorpc/tap'
import { useRef, useState, type ChangeEvent } from 'react'
import { useStore } from 'zustand'
import { addImported, sessions } from '../../data/sessions.js'
import { notify, readShown, usePanel } from '../../panel/context.js'

/** Saves what was recorded as a file, and opens such files beside the live connections. */
export function SessionFiles() {
  const panel = usePanel()
  const removeImported = useStore(sessions, (state) => state.removeImported)
  const [problem, setProblem] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const importButton = useRef<HTMLButtonElement>(null)

  function save(button: HTMLElement) {
    const text = JSON.stringify(exportSession(readShown(panel).map(({ tap }) => tap)))
    const link = button.ownerDocument.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
    link.download = `iorpc-session-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.json`
    link.click()
    URL.revokeObjectURL(link.href)
  }

  async function open(event: ChangeEvent<HTMLInputElement>) {
    const field = event.target
    const file = field.files?.[0]
    if (!file) return
    try {
      addImported(JSON.parse(await file.text()))
      notify(panel, `${file.name} is opened.`)
      setProblem('')
    } catch (error) {
      setProblem(`${file.name} is no recorded session. ${error instanceof Error ? error.message : ''}`)
    }
    field.value = ''
  }

  return (
    <div className="chips" role="group" aria-label="Session">
      <button type="button" className="button" onClick={(event) => save(event.currentTarget)}>
        Export session
      </button>
      {panel.followsRegistry && (
        <>
          <button type="button" className="button" ref={importButton} onClick={() => input.current?.click()}>
            Import session
          </button>
          <input
            ref={input}
            type="file"
            accept="application/json,.json"
            aria-label="Session file"
            hidden
            onChange={(event) => void open(event)}
          />
        </>
      )}
      {removeImported && (
        <button
          type="button"
          className="button"
          onClick={() => {
            removeImported()
            importButton.current?.focus()
          }}
        >
          Remove imported
        </button>
      )}
      {problem && (
        <span className="problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  )
}
