import { IorpcProvider, useRemote } from '@iorpc/react'
import { pair, type PairObserver, type Tap } from 'iorpc'
import { createLink } from 'iorpc/testing'
import { StrictMode, useState } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'

test('a tap wraps the transport, and is told in whose name functions are bound', async () => {
  const log: string[] = []
  let current = 'nobody'
  const observer: PairObserver = {
    bound: ({ side, method }) => log.push(`${side} ${method} by ${current}`),
    released: ({ reason }) => log.push(`${reason}`),
  }
  const tap: Tap = {
    wrap: (transport) => ({ ...transport, observer }),
    mount: ({ stack }) => {
      const name = stack?.includes('at Keeper') ? 'Keeper' : '?'
      log.push(`mount ${name}`)
      return {
        run(work) {
          current = name
          try {
            return work()
          } finally {
            current = 'nobody'
          }
        },
        unmount: () => log.push(`unmount ${name}`),
      }
    },
  }
  const link = createLink()
  pair({ ...link.b, local: { keep: () => {} } })

  function Keeper() {
    const remote = useRemote<{ keep(fn: () => void): void }>()
    const [label, setLabel] = useState('Keep')
    return <button onClick={() => void remote.keep(() => {}).then(() => setLabel('Kept'))}>{label}</button>
  }
  const screen = await render(<Keeper />, {
    wrapper: ({ children }) => (
      <StrictMode>
        <IorpcProvider connect={() => link.a} tap={tap}>
          {children}
        </IorpcProvider>
      </StrictMode>
    ),
  })
  expect(log).toEqual([])
  await screen.getByRole('button').click()
  await expect.element(screen.getByText('Kept')).toBeVisible()
  await screen.unmount()
  expect(log).toEqual(['mount Keeper', 'own keep by Keeper', 'released', 'unmount Keeper'])
})
