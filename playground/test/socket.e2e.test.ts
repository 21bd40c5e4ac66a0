import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  button,
  fact,
  launchPlayground,
  patience,
  section,
  seePacket,
  text,
  ways,
} from './support/browser.js'

// Browsers log every socket that cannot be opened; here the server is stopped on purpose.
const browser = launchPlayground(/WebSocket connection to .* failed/)

const room = (demo: Locator) => demo.getByRole('log', { name: 'What is said in the room' })
const isConnected = (demo: Locator) =>
  demo.getByRole('status').getByText('Connected', { exact: true }).waitFor()

/** A page whose visitor is in the room. */
async function visit(): Promise<{ page: Page; demo: Locator }> {
  const page = await browser.open()
  const demo = section(page, 'WebSocket')
  await expect.poll(text(room(demo)), patience).toMatch(/^Server: \w+ has joined/)
  return { page, demo }
}

async function say(demo: Locator, words: string): Promise<void> {
  await demo.getByRole('textbox', { name: 'Your words' }).fill(words)
  await button(demo, 'Say').click()
}

test('the server calls back everybody in the room', async () => {
  const one = await visit()
  const other = await visit()
  await expect.poll(text(room(one.demo)), patience).toMatch(/(has joined[^]*){2}/)
  await expect.poll(text(fact(one.demo, 'In the room')), patience).toMatch(/^\w+, \w+$/)

  await say(one.demo, 'Hello')
  await expect.poll(text(room(other.demo)), patience).toMatch(/^\w+: Hello$/m)
  await expect.poll(text(room(one.demo)), patience).toMatch(/^\w+: Hello$/m)
  await seePacket(other.page, 'dir:in kind:callback join', 'in callback join(1) WebSocket')

  await other.page.close()
  await expect.poll(text(room(one.demo)), patience).toMatch(/has left$/)
})

test('the keyboard alone will do', async () => {
  const { page, demo } = await visit()
  const [, press] = ways[1] ?? []
  await press?.(page, demo.getByRole('textbox', { name: 'Your words' }))
  await page.keyboard.type('Typed')
  await page.keyboard.press('Enter')
  await expect.poll(text(room(demo)), patience).toMatch(/^\w+: Typed$/m)
})

test.each(ways)('a connection that is cut is made again, by %s', async (_, press) => {
  const { page, demo } = await visit()
  expect(await fact(demo, 'Epoch').innerText()).toBe('1')
  await press(page, button(demo, 'Cut the connection'))
  await expect.poll(text(fact(demo, 'Epoch')), patience).toBe('2')
  await isConnected(demo)
  await say(demo, 'Back again')
  await expect.poll(text(room(demo)), patience).toMatch(/^\w+: Back again$/m)
})

test('while the server is away it tries again and again, and keeps what is said', async () => {
  const { demo } = await visit()
  await button(demo, 'Restart the server').click()
  await demo.getByText('Lost (IORPC_SOCKET_CLOSED)').waitFor()
  await say(demo, 'Is anybody there?')
  await isConnected(demo)
  expect(Number(await fact(demo, 'Sockets made').innerText())).toBeGreaterThan(2)
  expect(await fact(demo, 'Epoch').innerText()).toBe('2')
  // It was heard once, by a visitor who has joined again.
  await expect.poll(text(room(demo)), patience).toMatch(/has joined\n\w+: Is anybody there\?$/)
})

test('with binary packets the server receives the very bytes', async () => {
  const { page, demo } = await visit()
  await demo.getByRole('checkbox').check()
  await expect.poll(text(room(demo)), patience).toMatch(/(has joined[^]*){2}/)
  await button(demo, 'Send 4 MiB').click()
  await demo.getByText('The server has the same SHA-256').waitFor()
  await expect.poll(text(room(demo)), patience).toContain('has sent 4,194,304 bytes')
  await seePacket(page, 'dir:out kind:call share', 'out call share WebSocket')
})
