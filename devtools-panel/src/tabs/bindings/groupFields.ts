import type { Site } from '@iorpc/tap'
import { verdictWords } from '../../data/verdicts.js'
import { connectionField } from '../../filter/commonFields.js'
import { type Vocabulary } from '../../filter/fields.js'
import { fileName } from '../../ui/format.js'
import { type GroupRow } from './groupRows.js'

/** What can be asked about groups of bindings. */
export const groupVocabulary: Vocabulary<GroupRow> = {
  rows: 'bindings',
  fields: [
    { key: 'verdict', type: 'choice', choices: verdictWords, help: 'what is wrong', read: readVerdict },
    { key: 'owner', type: 'text', help: 'component that made it', read: ({ group }) => group.owner },
    {
      key: 'method',
      type: 'text',
      help: 'name of the function, or what it was passed to',
      read: ({ group }) => [group.name, group.method],
    },
    {
      key: 'source',
      type: 'text',
      help: 'file and line',
      read: ({ group }) => group.site && siteText(group.site),
      sample: ({ group }) => group.site && shortSite(group.site),
    },
    { key: 'binding', type: 'id', help: 'the group of this binding', read: memberIds },
    {
      key: 'side',
      type: 'choice',
      choices: ['own', 'held'],
      help: 'ours, or one of theirs',
      read: ({ group }) => group.side,
    },
    connectionField,
    { key: 'count', type: 'count', help: 'live bindings: count>10', read: ({ group }) => group.count },
    { key: 'delta', type: 'count', help: 'gained since mark A: delta>0', read: ({ delta }) => delta },
    { key: 'age', type: 'duration', help: 'of the oldest: age>30s', read: ({ age }) => age },
  ],
  text: ({ group, tap }) =>
    `${group.name} ${group.owner ?? ''} ${group.method} ${group.path} ${group.site ? siteText(group.site) : ''} ${tap.name}`,
}

export function siteText({ file, line }: Site): string {
  return `${file}:${line}`
}

/** The file without its folder. */
export function shortSite({ file, line }: Site): string {
  return `${fileName(file)}:${line}`
}

function readVerdict({ group }: GroupRow): string | undefined {
  return group.verdict?.toLowerCase()
}

function memberIds({ group }: GroupRow): string[] {
  const ids: string[] = []
  for (let index = 0; index < group.members.length; index++) ids.push(String(group.members.at(index)?.id))
  return ids
}
