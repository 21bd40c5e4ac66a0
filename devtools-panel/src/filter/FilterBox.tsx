import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { IconButton } from '../ui/IconButton.js'
import { completeFilter, type Completion } from './complete.js'
import { type Filter } from './compile.js'
import { type Vocabulary } from './fields.js'
import { type FilterError } from './parse.js'
import { sampleValues } from './sampleValues.js'

interface FilterBoxProps<Row> {
  filter: Filter<Row>
  vocabulary: Vocabulary<Row>
  /** Rows whose values completion offers. */
  samples(): Iterable<Row>
  onChange(text: string): void
}

/** The input of the filter language: completes keys and values, and underlines the word that is wrong. */
export function FilterBox<Row>({ filter, vocabulary, samples, onChange }: FilterBoxProps<Row>) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [caret, setCaret] = useState<number>()
  const [chosen, setChosen] = useState(-1)
  const [scrolled, setScrolled] = useState(0)
  const { text, errors } = filter

  const sampleKey = (key: string) => sampleValues(vocabulary, key, samples())
  const completions = caret === undefined ? undefined : completeFilter(text, caret, vocabulary, sampleKey)
  const items = completions?.items ?? []
  const isOpen = items.length > 0
  // The word that is being completed is not wrong yet.
  const error = errors.find(
    ({ start, end }) => !isOpen || caret === undefined || caret < start || caret > end,
  )

  function readCaret() {
    setCaret(input.current?.selectionStart ?? undefined)
    setScrolled(input.current?.scrollLeft ?? 0)
  }

  function accept({ word }: Completion) {
    if (!completions) return
    const isWhole = !/[:><]$/.test(word)
    const before = text.slice(0, completions.start) + word + (isWhole ? ' ' : '')
    onChange(before + text.slice(completions.end).replace(/^ /, ''))
    setChosen(-1)
    const element = input.current
    // The caret can only be placed once the new text is in the input. The page itself may be hidden behind the panel's window.
    element?.ownerDocument.defaultView?.requestAnimationFrame(() => {
      element.focus()
      element.setSelectionRange(before.length, before.length)
      setCaret(before.length)
    })
  }

  function onKeyDown(event: KeyboardEvent) {
    // Shift and Escape close the panel.
    if (event.shiftKey && event.key === 'Escape') return
    const item = items[chosen]
    if (event.key === 'Escape' && isOpen) setCaret(undefined)
    else if (event.key === 'Escape' && text !== '') onChange('')
    else if (event.key === 'ArrowDown' && isOpen) setChosen((chosen + 1) % items.length)
    else if (event.key === 'ArrowDown') readCaret()
    else if (event.key === 'ArrowUp' && isOpen) setChosen((chosen <= 0 ? items.length : chosen) - 1)
    else if (event.key === 'Enter' && item) accept(item)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      className="filter"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setCaret(undefined)}
    >
      <div className="filter-field" data-invalid={error !== undefined}>
        <div className="filter-mirror" aria-hidden style={{ transform: `translateX(${-scrolled}px)` }}>
          {error && underline(text, errors)}
        </div>
        <input
          ref={input}
          type="text"
          className="filter-input"
          role="combobox"
          aria-label={`Filter ${vocabulary.rows}`}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-activedescendant={isOpen && chosen >= 0 ? `${id}-${chosen}` : undefined}
          aria-invalid={error !== undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          placeholder={`Filter ${vocabulary.rows}: ${vocabulary.fields[0]?.key}:… or any word`}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          value={text}
          data-filter
          onChange={(event) => {
            onChange(event.target.value)
            setChosen(-1)
            readCaret()
          }}
          onClick={readCaret}
          onScroll={readCaret}
          onKeyUp={() => isOpen && readCaret()}
          onKeyDown={onKeyDown}
        />
        {text !== '' && (
          <IconButton
            icon="close"
            label="Clear filter"
            onClick={() => {
              onChange('')
              input.current?.focus()
            }}
          />
        )}
      </div>
      <ul id={`${id}-list`} className="completions" role="listbox" aria-label="Completions" hidden={!isOpen}>
        {items.map((item, index) => (
          <li
            key={item.word}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            ref={index === chosen ? showWhole : undefined}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => accept(item)}
          >
            <code>{item.word}</code>
            <span>{item.help}</span>
          </li>
        ))}
      </ul>
      {error && (
        <p id={`${id}-error`} className="filter-error" role="status">
          {error.message}
        </p>
      )}
    </div>
  )
}

function showWhole(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' })
}

function underline(text: string, errors: readonly FilterError[]) {
  const parts = []
  let done = 0
  for (const { start, end } of errors) {
    parts.push(text.slice(done, start), <mark key={start}>{text.slice(start, end)}</mark>)
    done = end
  }
  parts.push(text.slice(done))
  return parts
}
