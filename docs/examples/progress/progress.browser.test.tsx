import { IorpcProvider } from '@iorpc/react'
import { workerTransport } from 'iorpc/transports'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { App } from './App.js'
import { WordCount } from './OwnState.js'

const text = 'a b c a '.repeat(5000).trim()

test('a call with progress', async () => {
  const screen = await render(<App text={text} />)
  await screen.getByRole('button', { name: 'Count' }).click()
  await expect.element(screen.getByText('3 different words')).toBeVisible()
})

test('a call that is stopped leaves the worker free for the next one', async () => {
  const screen = await render(<App text={text.repeat(20)} />)
  // Clicked from within the page: on a busy machine the mouse may come when all is counted.
  for (const name of ['Count', 'Stop']) {
    const button = screen.getByRole('button', { name })
    await expect.element(button).toBeVisible()
    ;(button.element() as HTMLElement).click()
  }
  await expect.element(screen.getByRole('button', { name: 'Count' })).toBeVisible()
  await screen.rerender(<App text="one" />)
  await screen.getByRole('button', { name: 'Count' }).click()
  await expect.element(screen.getByText('1 different words')).toBeVisible()
})

test('progress in state of its own', async () => {
  const connect = () =>
    workerTransport(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }))
  const screen = await render(<WordCount text={text} />, {
    wrapper: ({ children }) => <IorpcProvider connect={connect}>{children}</IorpcProvider>,
  })
  await screen.getByRole('button').click()
  await expect.poll(() => screen.container.querySelector('output')?.textContent).toBe('3')
  await expect.poll(() => screen.container.querySelector('progress')?.value).toBeGreaterThan(0.9)
})
