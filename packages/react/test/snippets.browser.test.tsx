import { IorpcProvider } from '@iorpc/react'
import { workerTransport } from 'iorpc/transports'
import { StrictMode, type ReactNode } from 'react'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Call } from './snippets/Call.js'
import * as typed from './snippets/createIorpc.js'
import { Frame } from './snippets/Frame.js'
import { Price } from './snippets/Price.js'
import { App } from './snippets/Primes.js'
import { Status } from './snippets/Status.js'
import { CartButton } from './snippets/Store.js'
import { Transfers } from './snippets/Transfers.js'
import { UserPage } from './snippets/Value.js'

const connect = () =>
  workerTransport(new Worker(new URL('./snippets/worker.ts', import.meta.url), { type: 'module' }))

const wrapper = ({ children }: { children: ReactNode }) => (
  <StrictMode>
    <IorpcProvider connect={connect}>{children}</IorpcProvider>
  </StrictMode>
)

test('a worker with progress', async () => {
  const screen = await render(<App />)
  await screen.getByRole('button').click()
  await expect.element(screen.getByText('1229')).toBeVisible()
  await expect.poll(() => screen.container.querySelector('progress')?.value).toBe(1)
})

test('an iframe', async () => {
  const src = new URL('./snippets/frame.html', import.meta.url).href
  const screen = await render(<Frame src={src} color="rgb(255, 0, 0)" />)
  const iframe = screen.container.querySelector('iframe')
  const body = () => iframe?.contentDocument?.body
  await expect.poll(() => body()?.style.background).toBe('rgb(255, 0, 0)')
  body()?.click()
  await expect.poll(() => screen.container.querySelector('output')?.textContent).toBe('rgb(255, 0, 0)')
})

test('a subscription', async () => {
  const screen = await render(<Price symbol="ACME" />, { wrapper })
  await expect.poll(() => Number(screen.container.textContent)).toBeGreaterThan(4)
})

test('useRemoteCall', async () => {
  const screen = await render(<Call />, { wrapper })
  await screen.getByRole('button', { name: 'Count' }).click()
  await expect.element(screen.getByText('669')).toBeVisible()
})

test('useRemoteValue', async () => {
  const screen = await render(<UserPage id={7} />, { wrapper })
  await expect.element(screen.getByText('User 7')).toBeVisible()
  await userEvent.click(screen.getByRole('button'))
  await expect.element(screen.getByText('User 7')).toBeVisible()
})

test('useRemoteStore', async () => {
  const screen = await render(
    <>
      <CartButton />
      <CartButton />
    </>,
    { wrapper },
  )
  await screen.getByRole('button').first().click()
  await expect.poll(() => screen.container.textContent).toBe('1 items1 items')
})

test('useConnection and usePending', async () => {
  const screen = await render(<Status />, { wrapper })
  await expect.element(screen.getByText('Idle')).toBeVisible()
})

test('useTransferProgress', async () => {
  const screen = await render(<Transfers />, { wrapper })
  expect(screen.container.textContent).toBe('')
})

test('createIorpc', async () => {
  const screen = await render(
    <typed.IorpcProvider connect={connect}>
      <typed.Count />
    </typed.IorpcProvider>,
  )
  await screen.getByRole('button').click()
  await expect.element(screen.getByText('25')).toBeVisible()
})
