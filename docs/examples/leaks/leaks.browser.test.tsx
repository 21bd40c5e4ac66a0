import { IorpcProvider } from '@iorpc/react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { api, tap } from './connection.js'
import * as Fixed from './Fixed.js'
import * as FixedByHand from './FixedByHand.js'
import * as Leaky from './Leaky.js'

async function showTenTimes(Price: () => React.ReactNode) {
  for (let times = 0; times < 10; times++) {
    const screen = await render(
      <IorpcProvider api={api} tap={tap}>
        <Price />
      </IorpcProvider>,
    )
    await expect.element(screen.getByText('42')).toBeVisible()
    await screen.unmount()
    // The tap takes for one use what is bound within two milliseconds.
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test.each([Fixed, FixedByHand])('what is given back is not bound', async ({ Price }) => {
  await showTenTimes(Price)
  await expect.poll(() => api.pending()).toBe(0)
})

test('what is not given back grows, and the tap tells where', async () => {
  await showTenTimes(Leaky.Price)
  const told: unknown[] = []
  const console = { log: (text: unknown) => told.push(text) }
  // #region verdict
  const leak = tap.store.getState().groups.find(({ side, verdict }) => side === 'own' && verdict)
  console.log(`${leak?.count} callbacks of ${leak?.method}, made in ${leak?.site?.file}:${leak?.site?.line}`)
  // #endregion verdict
  expect(told[0]).toMatch(/^10 callbacks of watchPrice, made in .*Leaky\.tsx/)
})
