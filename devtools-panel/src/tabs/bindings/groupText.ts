import type { BindingGroup } from '@iorpc/tap'

/** Members beyond this are counted, not listed. */
const mostMembers = 50

export function groupAsJson(group: BindingGroup, connection: string): string {
  const { members, samples: _, ...rest } = group
  const listed = []
  for (let index = 0; index < Math.min(members.length, mostMembers); index++) listed.push(members.at(index))
  return JSON.stringify({ connection, ...rest, members: listed }, undefined, 2)
}

/** A test that fails for as long as the group leaks, to be completed at the two places that only its reader knows. */
export function groupAsTest(group: BindingGroup, connection: string): string {
  const component = group.owner && /^[A-Z][\w$]*$/.test(group.owner) ? group.owner : 'TheComponent'
  const [method, path] = [JSON.stringify(group.method), JSON.stringify(group.path)]
  // A function inside of an object crosses only with this option.
  const options = /^\d+$/.test(group.path) ? '' : ' options={{ allowNestedFunctions: true }}'
  const source = group.site ? `\n// Made at ${group.site.file}:${group.site.line}` : ''
  return `import { IorpcProvider } from '@iorpc/react'
import { createTap } from '@iorpc/tap'
import { render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
${source}
test(${JSON.stringify(`${component} gives up what it passes to ${group.method}`)}, async () => {
  const tap = createTap({ name: ${JSON.stringify(connection)} })
  const app = (children) => <IorpcProvider connect={connect} tap={tap}${options}>{children}</IorpcProvider>
  const live = () =>
    tap.store
      .getState()
      .groups.filter((group) => group.method === ${method} && group.path === ${path})
      .reduce((sum, group) => sum + group.count, 0)

  // connect: makes the transport of the app. ${component}: with the props that it needs.
  const { rerender } = render(app(<${component} />))
  await vi.waitFor(() => expect(live()).toBeGreaterThan(0))
  rerender(app(null))
  await vi.waitFor(() => expect(live()).toBe(0))
})
`
}
