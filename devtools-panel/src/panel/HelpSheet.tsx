import { useLayoutEffect, useRef } from 'react'
import { focusedNear, passFocusOn } from '../ui/focus.js'
import { IconButton } from '../ui/IconButton.js'
import { shortcuts } from './shortcuts.js'

/** The keys and the filter language on one sheet. */
export function HelpSheet({ onClose }: { onClose(): void }) {
  const sheet = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = sheet.current
    if (!element) return
    const before = focusedNear(element)
    element.focus()
    return () => passFocusOn(element, before)
  }, [])
  return (
    <div className="sheet" role="dialog" aria-labelledby="help-title" tabIndex={-1} ref={sheet}>
      <header className="detail-head">
        <h2 id="help-title">Keyboard and filters</h2>
        <IconButton icon="close" label="Close help" onClick={onClose} />
      </header>
      <dl className="facts">
        {shortcuts.map(({ keys, does }) => (
          <div key={keys} className="fact">
            <dt>
              {keys.split(' ').map((key, index) => (key === '–' ? ' – ' : <kbd key={index}>{key}</kbd>))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <h3>Filters</h3>
      <p>
        Words are joined with “and”; <code>-</code> turns one around; commas mean “or”; quotes keep spaces.
      </p>
      <dl className="facts">
        {examples.map(([filter, meaning]) => (
          <div key={filter} className="fact">
            <dt>
              <code>{filter}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

const examples = [
  ['dir:in kind:cb', 'callbacks that were called from the other side'],
  ['method:add,sub -kind:reply', 'add or sub, without the replies'],
  ['binding:42', 'everything about one binding'],
  ['owner:SearchBox age>30s', 'old bindings of a component'],
  ['size>64k', 'large packets'],
  ['verdict:leak', 'only leaks'],
] as const
