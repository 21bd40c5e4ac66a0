import { useRemoteCall } from '@iorpc/react'
import { linkedProvider } from '@iorpc/react/testing'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'

interface Api {
  add(a: number, b: number): number
}

function Calculator() {
  const { call, data } = useRemoteCall<Api['add']>('add')
  return <button onClick={() => void call(1, 2)}>{data ?? 'Add'}</button>
}

test('adds', async () => {
  const { wrapper, expectNoLeaks } = linkedProvider<Api>({ remote: { add: (a, b) => a + b } })
  const screen = await render(<Calculator />, { wrapper })
  await screen.getByRole('button').click()
  await expect.element(screen.getByText('3')).toBeVisible()
  await screen.unmount()
  await expectNoLeaks()
})
