import { IorpcDevtoolsPanel } from '@iorpc/devtools-panel'
import { createTap, type Tap, type TapOptions } from '@iorpc/tap'
import type { Packet } from 'iorpc'
import { expect, onTestFinished, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { grid, openPanel, openTab, rowTexts, shadowRoot } from './support/openPanel.js'

const nextFrame = () => new Promise(requestAnimationFrame)

function recordedSend(
  name: string,
  options: Omit<TapOptions, 'name'> = {},
): { tap: Tap; send: (packet: Packet) => unknown } {
  const tap = createTap({ name, ...options })
  onTestFinished(() => tap.dispose())
  const { send } = tap.wrap({ send: () => undefined, on: () => undefined })
  return { tap, send }
}

function packet(index: number): Packet {
  return {
    apiFunc: index % 100 === 0 ? 'rare' : 'often',
    cbId: index,
    args: [index, { text: 'some payload', list: [1, 2, 3] }],
    argsTransform: [],
  }
}

/** Sends packets in as many frames as it takes, and counts frames and commits of the panel. */
async function flood(send: (packet: Packet) => unknown, count: number, perFrame: number) {
  let commits = 0
  const observer = new MutationObserver(() => commits++)
  const roots = [...document.querySelectorAll('iorpc-devtools')].flatMap((host) => host.shadowRoot ?? [])
  for (const root of roots)
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true })
  let frames = 0
  let mostElements = 0
  for (let sent = 0; sent < count;) {
    for (const until = Math.min(count, sent + perFrame); sent < until; sent++) send(packet(sent))
    await nextFrame()
    frames++
    mostElements = Math.max(mostElements, shadowRoot().querySelectorAll('*').length)
  }
  await nextFrame()
  observer.disconnect()
  return { commits, frames: frames + 1, mostElements }
}

test('50,000 packets: one commit a frame, a small document, and the newest in sight', async () => {
  const { tap, send } = recordedSend('flood')
  await openPanel({ taps: [tap] })
  await openTab('Packets')
  const { commits, frames, mostElements } = await flood(send, 50_000, 500)
  expect(commits).toBeLessThanOrEqual(frames)
  expect(mostElements).toBeLessThan(1000)
  await expect.element(grid('Packets')).toHaveAttribute('aria-rowcount', '50001')
  await expect.element(grid('Packets').getByRole('row', { name: /49999/ })).toBeVisible()
  expect(tap.store.getState().packets.length).toBeLessThanOrEqual(5000)
})

test.each(['Packets', 'Calls', 'Bindings'])(
  '%s, at ten thousand packets a second: one commit a frame, and a small document',
  async (tab) => {
    const { tap, send } = recordedSend('flood')
    await openPanel({ taps: [tap] })
    await openTab(tab)
    let commits = 0
    const observer = new MutationObserver(() => commits++)
    observer.observe(shadowRoot(), { subtree: true, childList: true, characterData: true, attributes: true })
    onTestFinished(() => observer.disconnect())
    let frames = 0
    let mostElements = 0
    const rate = 10_000
    const started = performance.now()
    // What is due is sent at once, however late a frame is: the rate holds on any machine.
    for (let sent = 0; sent < 3 * rate; frames++) {
      for (const due = ((performance.now() - started) / 1000) * rate; sent < due; sent++) send(packet(sent))
      await nextFrame()
      mostElements = Math.max(mostElements, shadowRoot().querySelectorAll('*').length)
    }
    await nextFrame()
    // Each task that changes the document is one commit; ages go on beside the packets.
    expect(commits).toBeGreaterThan(0)
    expect(commits).toBeLessThanOrEqual(frames + 1)
    expect(mostElements).toBeLessThan(1000)
    expect(tap.store.getState().counts.packetsOut).toBeGreaterThanOrEqual(3 * rate)
  },
)

test('500,000 packets that are all kept: one commit a frame, a small document, answers in the first frame', async () => {
  const { tap, send } = recordedSend('flood', { maxPackets: 500_000, maxBytes: Infinity })
  await openPanel({ taps: [tap] })
  await openTab('Packets')
  // Nobody waits for an answer, so that the packets alone fill the memory.
  const { commits, frames, mostElements } = await flood(
    (sent) => send({ ...sent, cbId: false }),
    500_000,
    5000,
  )
  expect(commits).toBeLessThanOrEqual(frames)
  expect(mostElements).toBeLessThan(1000)
  expect(tap.store.getState().packets.length).toBe(500_000)

  await page.getByRole('combobox', { name: 'Filter packets' }).fill('method:rare')
  // The newest matches come first; the oldest are found in one of the next frames.
  await expect.poll(() => rowTexts('Packets').at(-1)).toMatch(/rare/)
  await expect.element(page.getByText('5,000 of 500,000 packets', { exact: true })).toBeVisible()
  expect(rowTexts('Packets').every((text) => text.includes('rare'))).toBe(true)
  expect(shadowRoot().querySelectorAll('*').length).toBeLessThan(1000)
})

test('in the midst of it a filter works, a row can be read and the list is left and found again', async () => {
  const { tap, send } = recordedSend('flood')
  await openPanel({ taps: [tap] })
  await openTab('Packets')
  let sent = 0
  const timer = setInterval(() => {
    for (const until = sent + 100; sent < until; sent++) send(packet(sent))
  }, 10)
  onTestFinished(() => clearInterval(timer))
  await page.getByRole('combobox', { name: 'Filter packets' }).fill('method:rare')
  await expect.poll(() => rowTexts('Packets').length).toBeGreaterThan(5)
  expect(rowTexts('Packets').every((text) => text.includes('rare'))).toBe(true)
  const row = grid('Packets').getByRole('row').nth(3)
  const text = row.element().textContent
  row.element().dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))
  await expect
    .element(page.getByRole('region', { name: 'Packet', exact: true }))
    .toHaveTextContent(/"some payload"|\{2\}/)
  expect(text).toContain('rare')
  await openTab('Bindings')
  await openTab('Packets')
  await expect.poll(() => rowTexts('Packets').length).toBeGreaterThan(5)
})

test('fifty connections at once are one commit a frame too', async () => {
  const all = Array.from({ length: 50 }, (_, index) => recordedSend(`connection ${index}`))
  await openPanel({ taps: all.map(({ tap }) => tap) })
  await openTab('Packets')
  let turn = 0
  const { commits, frames, mostElements } = await flood(
    (sent) => all[turn++ % all.length]?.send(sent),
    20_000,
    400,
  )
  expect(commits).toBeLessThanOrEqual(frames)
  expect(mostElements).toBeLessThan(1000)
})

test('two panels at once are two commits a frame, and both show the newest', async () => {
  const { tap, send } = recordedSend('flood')
  await openPanel({ taps: [tap] })
  await openTab('Packets')
  localStorage.setItem('second', JSON.stringify({ tab: 'packets' }))
  onTestFinished(() => localStorage.removeItem('second'))
  await render(<IorpcDevtoolsPanel taps={[tap]} storageKey="second" style={{ height: 300 }} />)
  await expect.poll(() => page.getByRole('grid', { name: 'Packets' }).elements().length).toBe(2)
  const { commits, frames } = await flood(send, 20_000, 500)
  expect(commits).toBeLessThanOrEqual(2 * frames)
  await expect.poll(() => grid('Packets').getByRole('row', { name: /19999/ }).elements().length).toBe(2)
})

test('100,000 live bindings: one commit a frame while they come, and one of them is found', async () => {
  const { tap, send } = recordedSend('many')
  await openPanel({ taps: [tap] })
  const { commits, frames, mostElements } = await flood(
    ({ cbId }) => send({ apiFunc: 'watch', cbId: false, args: [cbId], argsTransform: [0] }),
    100_000,
    2000,
  )
  expect(commits).toBeLessThanOrEqual(frames)
  expect(mostElements).toBeLessThan(1000)
  await expect.element(grid('Bindings by creation site').getByRole('row', { name: /100,000/ })).toBeVisible()
  await page.getByRole('combobox', { name: 'Filter bindings' }).fill('binding:77777')
  const members = grid('Live bindings of the group')
  await expect.element(members).toHaveAttribute('aria-rowcount', '100001')
  expect(members.getByRole('row').elements().length).toBeLessThan(60)
})
