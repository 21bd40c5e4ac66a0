import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { button, fact, launchPlayground, patience, section, showTab, text } from './support/browser.js'

const browser = launchPlayground()

let page: Page
let demo: Locator
beforeAll(async () => {
  page = await browser.open()
  demo = section(page, 'Subscriptions')
})

test('both components show what the store in the worker holds', async () => {
  await button(demo, 'Add an apple').click()
  await button(demo, 'Add an apple').click()
  await button(demo, 'Add a pear').click()
  await expect.poll(text(fact(demo, 'Apples')), patience).toBe('2')
  await expect.poll(text(fact(demo, 'Pears')), patience).toBe('1')
  await expect.poll(text(fact(demo, 'Fruit')), patience).toBe('3')

  await button(demo, 'Empty').click()
  await expect.poll(text(fact(demo, 'Apples')), patience).toBe('0')
  await expect.poll(text(fact(demo, 'Fruit')), patience).toBe('0')
})

test('components share one subscription, and who mounts later has the state', async () => {
  await button(demo, 'Add a pear').click()
  await expect.poll(text(fact(demo, 'Fruit')), patience).toBe('1')
  // One for the basket, one for the worker's status.
  await expect.poll(text(fact(demo, 'Bound in the page')), patience).toBe('2')

  await button(demo, 'Unmount total').click()
  await demo.getByText('not mounted').waitFor()
  await button(demo, 'Add a pear').click()
  await expect.poll(text(fact(demo, 'Pears')), patience).toBe('2')
  expect(await fact(demo, 'Bound in the page').innerText()).toBe('2')

  await button(demo, 'Mount total').click()
  await expect.poll(text(fact(demo, 'Fruit')), patience).toBe('2')
  expect(await fact(demo, 'Bound in the page').innerText()).toBe('2')
})

test('after the worker is killed everything is subscribed anew', async () => {
  await button(demo, 'Add an apple').click()
  await expect.poll(text(fact(demo, 'Apples')), patience).toBe('1')
  expect(await fact(demo, 'Epoch').innerText()).toBe('1')

  await button(demo, 'Kill worker').click()
  await demo.getByRole('alert').getByText('IORPC_WORKER_ENDED').waitFor()
  await expect.poll(text(fact(demo, 'Bound in the page')), patience).toBe('0')
  expect(await button(demo, 'Add an apple').getAttribute('aria-disabled')).toBe('true')

  await demo.getByRole('status').getByText('Connected').waitFor()
  expect(await fact(demo, 'Epoch').innerText()).toBe('2')
  // The new worker has a store of its own.
  await expect.poll(text(fact(demo, 'Apples')), patience).toBe('0')
  await button(demo, 'Add a pear').click()
  await expect.poll(text(fact(demo, 'Fruit')), patience).toBe('1')

  // Neither side has more bound than before.
  await expect.poll(text(fact(demo, 'Bound in the page')), patience).toBe('2')
  await expect.poll(text(fact(demo, 'Bound in the worker')), patience).toBe('2')
  const connections = await showTab(page, 'Connections')
  await connections.getByRole('row', { name: /^Subscriptions open window 2 0 2 / }).waitFor()
})
