import { linkedProvider } from '@iorpc/react/testing'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { Search } from './Search.js'

test('of overlapping calls the latest wins, and nothing is left', async () => {
  const { wrapper, expectNoLeaks } = linkedProvider({
    remote: {
      search: (pattern: string) =>
        new Promise((resolve) => setTimeout(() => resolve(`found ${pattern}`), 50)),
    },
  })
  const screen = await render(<Search />, { wrapper })
  await screen.getByRole('textbox').fill('a')
  await screen.getByRole('textbox').fill('ab')
  await expect.element(screen.getByText('found ab')).toBeVisible()
  await screen.unmount()
  await expectNoLeaks()
})
