import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import {
  button,
  fact,
  launchPlayground,
  panelOf,
  patience,
  percent,
  section,
  text,
} from './support/browser.js'

const browser = launchPlayground()

let page: Page
beforeAll(async () => {
  page = await browser.open()
})

/** Presses Tab until the element has the focus, and checks that this can be seen. */
async function tabTo(target: Locator): Promise<void> {
  // Found once: to look for it after each press would take longer than the press.
  const element = await target.elementHandle()
  for (let presses = 0; presses < 150; presses++) {
    if (await element?.evaluate((it) => it.matches(':focus-visible'))) {
      expect(await element?.evaluate((it) => getComputedStyle(it).outlineStyle)).not.toBe('none')
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${String(target)}`)
}

const enter = () => page.keyboard.press('Enter')
const press = async (target: Locator) => {
  await tabTo(target)
  await enter()
}

// Each goes on where the one before has left the focus.

test('Worker demo', async () => {
  const demo = section(page, 'Worker demo')
  await press(button(demo, 'Run'))
  await demo.getByText('Printed in 25 strips').waitFor()
  await enter()
  await expect.poll(percent(demo.getByRole('progressbar')), patience).toBeLessThan(100)
  await press(button(demo, 'Stop'))
  await demo.getByText('Stopped').waitFor()
  await expect.poll(text(fact(demo, 'Jobs in the worker')), patience).toBe('0')
})

test('Iframe demo', async () => {
  const demo = section(page, 'Iframe demo')
  await press(button(demo, 'Run'))
  await demo.getByText('Both sides have called each other').waitFor()
  const frame = demo.frameLocator('iframe[sandbox="allow-scripts allow-same-origin"]')
  await press(frame.getByRole('button', { name: 'Call the page' }))
  await expect.poll(text(demo.getByRole('log')), patience).toMatch(/(The iframe knocks[^]*){2}/)
})

test('Binary demo', async () => {
  const demo = section(page, 'Binary demo')
  await press(button(demo, 'Run'))
  await expect.poll(percent(demo.getByRole('progressbar')), patience).toBeGreaterThan(0)
  await press(button(demo, 'Cancel'))
  await demo.getByText('Cancelled').waitFor()
})

test('Subscriptions', async () => {
  const demo = section(page, 'Subscriptions')
  await press(button(demo, 'Add an apple'))
  await enter()
  await press(button(demo, 'Add a pear'))
  await expect.poll(text(fact(demo, 'Apples')), patience).toBe('2')
  await expect.poll(text(fact(demo, 'Fruit')), patience).toBe('3')
  await press(button(demo, 'Empty'))
  await expect.poll(text(fact(demo, 'Fruit')), patience).toBe('0')

  await press(button(demo, 'Kill worker'))
  await demo.getByRole('alert').getByText('IORPC_WORKER_ENDED').waitFor()
  await expect.poll(text(fact(demo, 'Epoch')), patience).toBe('2')
})

test('WebSocket', async () => {
  const demo = section(page, 'WebSocket')
  const cut = button(demo, 'Cut the connection')
  await expect.poll(text(fact(demo, 'Epoch')), patience).toBe('1')
  await press(cut)
  await expect.poll(text(fact(demo, 'Epoch')), patience).toBe('2')
  await demo.getByRole('status').getByText('Connected', { exact: true }).waitFor()

  await tabTo(demo.getByRole('textbox', { name: 'Your words' }))
  await page.keyboard.type('Typed')
  await enter()
  await expect.poll(text(demo.getByRole('log')), patience).toMatch(/^\w+: Typed$/m)
})

test('Leak lab', async () => {
  const demo = section(page, 'Leak lab')
  const callbacks = fact(demo, 'Callbacks still bound')
  await press(button(demo, 'Run'))
  await demo.getByText('Mounted and unmounted 10 times').waitFor()
  await expect.poll(() => callbacks.allInnerTexts(), patience).toEqual(['10', '0'])
  await press(button(demo, 'Release them'))
  await expect.poll(() => callbacks.allInnerTexts(), patience).toEqual(['0', '0'])
})

test('Load lab', async () => {
  const demo = section(page, 'Load lab')
  await press(button(demo, 'Run'))
  await expect.poll(percent(demo.getByRole('progressbar')), patience).toBeGreaterThan(0)
  await press(button(demo, 'Stop'))
  await demo.getByText('Stopped').waitFor()
})

test('the panel', async () => {
  await tabTo(panelOf(page).getByRole('tab', { name: 'Bindings' }))
  await page.keyboard.press('ArrowRight')
  await panelOf(page).getByRole('tabpanel', { name: 'Packets' }).waitFor()
})
