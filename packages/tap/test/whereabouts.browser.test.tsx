import { createTap, type BindingGroup } from '@iorpc/tap'
import { pair, type Remote } from 'iorpc'
import { createLink } from 'iorpc/testing'
import { Component, memo, StrictMode, useEffect } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import source from './whereabouts.browser.test.tsx?raw'

interface Api {
  listen(options: unknown, onEvent: () => void): void
}

interface Props {
  readonly remote: Remote<Api>
}

const disposals: (() => void)[] = []
afterEach(() => disposals.splice(0).forEach((dispose) => dispose()))

function connect() {
  const tap = createTap({ name: 'places' })
  const link = createLink()
  const { remote } = pair<Api>(tap.wrap(link.a))
  pair({ ...link.b, local: { listen() {} } })
  disposals.push(() => tap.dispose())
  /** The first group, as it is shown once its code has been read. */
  const shown = (isRead: (group: BindingGroup) => boolean) =>
    vi.waitFor(() => {
      const [group] = tap.store.getState().groups
      if (!group || !isRead(group)) throw new Error(`Not read: ${JSON.stringify(group)}`)
      return group
    })
  return { tap, remote, shown }
}

const hasOwner = ({ owner }: BindingGroup) => owner !== undefined

/** The line of this file, as it is written, that ends with a comment. */
const lineOf = (comment: string) => source.split('\n').findIndex((line) => line.endsWith(`// ${comment}`)) + 1

test('an effect of a component that nobody has announced is shown with its name and the written line', async () => {
  const { remote, shown, tap } = connect()
  const Forgetful = memo(({ remote }: Props) => {
    useEffect(() => {
      void remote.listen({}, () => {}) // the leak
    }, [remote])
    return <p>Forgets to unbind</p>
  })
  await render(<Forgetful remote={remote} />, { wrapper: StrictMode })

  const group = await shown(hasOwner)
  expect(group).toMatchObject({ owner: 'Forgetful', name: 'listen:1' })
  expect(group.site).toMatchObject({ line: lineOf('the leak'), functionName: 'Forgetful' })
  expect(group.site?.file).toMatch(/\/whereabouts\.browser\.test\.tsx$/)
  const member = group.members.at(0)
  expect(member).toMatchObject({ owner: { name: 'Forgetful', declared: false }, site: group.site })
  expect(member?.stack).toMatch(/^Forgetful \(\S+\/whereabouts\.browser\.test\.tsx:\d+:\d+\)/)
  expect(tap.store.getState().groups[0]).toBe(group)
})

test('a class is a component, too', async () => {
  const { remote, shown } = connect()
  class Ticker extends Component<Props> {
    override componentDidMount() {
      void this.props.remote.listen({}, () => {})
    }
    override render() {
      return null
    }
  }
  await render(<Ticker remote={remote} />)
  const group = await shown(({ site }) => site?.functionName === 'componentDidMount')
  expect(group).toMatchObject({ owner: 'Ticker' })
})

test('the effect of a hook is shown with the hook', async () => {
  const { remote, shown } = connect()
  function useTicker() {
    useEffect(() => void remote.listen({}, () => {}), [])
  }
  function Clock() {
    useTicker()
    return null
  }
  await render(<Clock />)
  expect(await shown(hasOwner)).toMatchObject({ owner: 'useTicker' })
})

test('a function without a name is called as the argument that it was', async () => {
  const { remote, shown } = connect()
  const [onEvent] = [() => {}]
  void remote.listen({}, onEvent)
  expect(await shown(({ name }) => name !== 'listen:1')).toMatchObject({ name: 'onEvent' })
})

test('also where the function that it was passed to may be missing', async () => {
  const { remote, shown } = connect()
  const [onEvent] = [() => {}]
  const maybe: Partial<Remote<Api>> = remote
  void maybe.listen?.({}, onEvent)
  expect(await shown(({ name }) => name !== 'listen:1')).toMatchObject({ name: 'onEvent' })
})

test('an owner that has announced itself stays', async () => {
  const { remote, shown, tap } = connect()
  const owner = tap.mount({ name: 'Announced' })
  function Other() {
    useEffect(() => void owner.run(() => remote.listen({}, () => {})), [])
    return null
  }
  await render(<Other />)
  const group = await shown(({ site }) => site?.functionName === 'Other')
  expect(group).toMatchObject({ owner: 'Announced' })
  expect(group.members.at(0)?.owner).toMatchObject({ name: 'Announced', declared: true })
})

test('code that cannot be read leaves what the engine tells', async () => {
  const { remote, tap } = connect()
  const code = 'export const listen = (remote) => void remote.listen({}, () => {})'
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
  const { listen } = (await import(/* @vite-ignore */ url)) as { listen(remote: Remote<Api>): void }
  URL.revokeObjectURL(url)
  listen(remote)
  const before = tap.store.getState().groups[0]
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(before).toMatchObject({ owner: undefined, site: { file: url, line: 1, functionName: 'listen' } })
  const { owner, site } = tap.store.getState().groups[0] ?? {}
  expect({ owner, site }).toEqual({ owner: before?.owner, site: before?.site })
})

test('nothing is loaded before somebody looks', async () => {
  const { remote } = connect()
  const loaded = () => performance.getEntriesByType('resource').length
  const before = loaded()
  await remote.listen({}, () => {})
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(loaded()).toBe(before)
})
