import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { button, fact, launchPlayground, patience, section, seePacket, text } from './support/browser.js'

// Browsers log every socket that cannot be opened; here the server is stopped on purpose.
const browser = launchPlayground(/WebSocket connection to .* failed/)

const room = (demo: Locator) => demo.getByRole('log', { name: 'What is said in the room' })
const isConnected = (demo: Locator) =>
  demo.getByRole('status').getByText('Connected', { exact: true }).waitFor()

/** A page whose visitor is in the room. */
async function visit(): Promise<{ page: Page; demo: Locator }> {
  const page = await browser.open()
  const demo = section(page, 'WebSocket')
  await room(demo).filter({ hasText: 'has joined' }).waitFor()
  return { page, demo }
}

let page: Page
let demo: Locator
beforeAll(async () => {
  ;({ page, demo } = await visit())
})

async function say(words: string): Promise<void> {
  await demo.getByRole('textbox', { name: 'Your words' }).fill(words)
  await button(demo, 'Say').click()
}

const count = async (name: string) => Number(await fact(demo, name).innerText())

test('the server calls back everybody in the room', async () => {
  const other = await visit()
  await expect.poll(text(room(demo)), patience).toMatch(/(has joined[^]*){2}/)
  await expect.poll(text(fact(demo, 'In the room')), patience).toMatch(/^\w+, \w+$/)

  await say('Hello')
  await expect.poll(text(room(other.demo)), patience).toMatch(/^\w+: Hello$/m)
  await expect.poll(text(room(demo)), patience).toMatch(/^\w+: Hello$/m)
  await seePacket(other.page, 'dir:in kind:callback join', 'in callback join(1) WebSocket')

  await other.page.close()
  await expect.poll(text(room(demo)), patience).toMatch(/has left$/)
})

test('a connection that is cut is made again', async () => {
  expect(await count('Epoch')).toBe(1)
  await button(demo, 'Cut the connection').click()
  await expect.poll(() => count('Epoch'), patience).toBe(2)
  await isConnected(demo)
  await say('Back again')
  await expect.poll(text(room(demo)), patience).toMatch(/^\w+: Back again$/m)
})

test('while the server is away it tries again and again, and keeps what is said', async () => {
  const epoch = await count('Epoch')
  const sockets = await count('Sockets made')
  await button(demo, 'Restart the server').click()
  await demo.getByText('Lost (IORPC_SOCKET_CLOSED)').waitFor()
  await say('Is anybody there?')
  await isConnected(demo)
  expect(await count('Sockets made')).toBeGreaterThan(sockets + 1)
  expect(await count('Epoch')).toBe(epoch + 1)
  // It was heard once, by a visitor who has joined again.
  await expect.poll(text(room(demo)), patience).toMatch(/has joined\n\w+: Is anybody there\?$/)
})

test('with binary packets the server receives the very bytes', async () => {
  await demo.getByRole('checkbox').check()
  await isConnected(demo)
  await expect.poll(text(room(demo)), patience).toMatch(/has joined$/)
  await button(demo, 'Send 4 MiB').click()
  await demo.getByText('The server has the same SHA-256').waitFor()
  await expect.poll(text(room(demo)), patience).toContain('has sent 4,194,304 bytes')
  await seePacket(page, 'dir:out kind:call share', 'out call share WebSocket')
})
