import { useMemo } from 'react'
import { usePanel, useSetting } from '../panel/context.js'
import { compileFilter, type Filter } from './compile.js'
import { type Vocabulary } from './fields.js'

/** The filter of a tab, remembered under its id. */
export function useFilter<Row>(
  tab: string,
  vocabulary: Vocabulary<Row>,
): [Filter<Row>, (text: string) => void] {
  const { settings } = usePanel()
  const text = useSetting('filters')[tab] ?? ''
  const filter = useMemo(() => compileFilter(text, vocabulary), [text, vocabulary])
  return [filter, (next) => settings.setState(({ filters }) => ({ filters: { ...filters, [tab]: next } }))]
}
