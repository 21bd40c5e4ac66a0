import { IorpcDevtools, IorpcDevtoolsPanel } from '@iorpc/devtools-panel'
import { createTap } from '@iorpc/tap'
import { StrictMode } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { fakeTap, leakGroup } from './support/fakeTap.js'
import { expectFocus, openPanel, openTab, shadowRoot } from './support/openPanel.js'

afterEach(() => localStorage.clear())

const launcher = page.getByRole('button', { name: 'Open ioRPC devtools' })
const panel = page.getByRole('region', { name: 'ioRPC devtools' })
const close = page.getByRole('button', { name: 'Close devtools' })

describe('opening and closing', () => {
  test('a button opens the panel and the panel closes again, by mouse', async () => {
    await render(<IorpcDevtools taps={[]} />)
    await launcher.click()
    await expect.element(panel).toBeVisible()
    await expect.element(launcher).not.toBeInTheDocument()
    await close.click()
    await expect.element(launcher).toBeVisible()
    await expect.element(panel).not.toBeInTheDocument()
  })

  test('the keyboard opens it, is taken into it, and is brought back', async () => {
    await render(<IorpcDevtools taps={[]} />)
    await expect.element(launcher).toBeVisible()
    await userEvent.tab()
    await expectFocus(launcher)
    await userEvent.keyboard('{Enter}')
    await expectFocus(page.getByRole('tab', { name: 'Bindings' }))
    await userEvent.keyboard('{Shift>}{Escape}{/Shift}')
    await expectFocus(launcher)
  })

  test('a panel that was open opens again without taking the focus', async () => {
    const first = await render(<IorpcDevtools taps={[]} />)
    await launcher.click()
    await page.getByRole('tab', { name: 'Packets' }).click()
    await first.unmount()
    await expect.element(panel).not.toBeInTheDocument()
    await render(<IorpcDevtools taps={[]} />)
    await expect.element(page.getByRole('tab', { name: 'Packets' })).toHaveAttribute('aria-selected', 'true')
    expect(document.activeElement).toBe(document.body)
  })

  test('what is remembered may be broken or forbidden', async () => {
    localStorage.setItem(
      'iorpc-devtools',
      '{"open":"yes","position":"middle","height":null,"filters":3,"x":1}',
    )
    await render(<IorpcDevtools taps={[]} />)
    await expect.element(launcher).toBeVisible()
    const forbid = () => {
      throw new DOMException('no', 'SecurityError')
    }
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(forbid)
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(forbid)
    await launcher.click()
    await expect.element(panel).toBeVisible()
    vi.restoreAllMocks()
  })

  test('under StrictMode there is one panel, and none when it is gone', async () => {
    const screen = await render(
      <StrictMode>
        <IorpcDevtools taps={[]} initialIsOpen />
      </StrictMode>,
    )
    await expect.element(panel).toBeVisible()
    expect(document.querySelectorAll('iorpc-devtools')).toHaveLength(1)
    await screen.unmount()
    expect(document.querySelectorAll('iorpc-devtools')).toHaveLength(0)
  })
})

describe('cost', () => {
  test('closed, it subscribes to nothing; open, once; closed again, no more', async () => {
    const tap = fakeTap('worker')
    let subscriptions = 0
    const { subscribe } = tap.store
    tap.store.subscribe = (listener) => {
      subscriptions++
      const unsubscribe = subscribe(listener)
      return () => {
        subscriptions--
        unsubscribe()
      }
    }
    await render(<IorpcDevtools taps={[tap]} />)
    await expect.element(launcher).toBeVisible()
    expect(subscriptions).toBe(0)
    await launcher.click()
    await expect.element(panel).toBeVisible()
    await expect.poll(() => subscriptions).toBe(1)
    await close.click()
    await expect.poll(() => subscriptions).toBe(0)
  })

  test('a page that renders in every frame, with the taps in a new array, does not hold it up', async () => {
    const tap = fakeTap('worker', { groups: [leakGroup()] })
    const screen = await render(<IorpcDevtoolsPanel taps={[tap]} />)
    await expect.element(page.getByRole('row', { name: /LEAK/ })).toBeVisible()
    let isOver = false
    const renderAgain = () => {
      if (isOver) return
      void screen.rerender(<IorpcDevtoolsPanel taps={[tap]} />)
      requestAnimationFrame(renderAgain)
    }
    renderAgain()
    tap.update({ groups: [] })
    await expect.element(page.getByText('Nothing is bound.')).toBeVisible()
    isOver = true
  })

  test('without taps it finds those that there are, and those that come later', async () => {
    const first = createTap({ name: 'first' })
    await openPanel()
    await expect.element(page.getByRole('option', { name: 'first' })).toBeInTheDocument()
    const second = createTap({ name: 'second' })
    await expect.element(page.getByRole('option', { name: 'second' })).toBeInTheDocument()
    first.dispose()
    await expect.element(page.getByRole('option', { name: 'first' })).not.toBeInTheDocument()
    second.dispose()
  })
})

describe('place', () => {
  const dock = () => shadowRoot().querySelector('.dock')?.getBoundingClientRect() ?? new DOMRect()

  test('it is docked at every edge in turn', async () => {
    await openPanel({ taps: [], position: 'bottom' })
    expect(dock().bottom).toBe(innerHeight)
    expect(dock().width).toBe(innerWidth)
    for (const edge of ['right', 'top', 'left', 'bottom'] as const) {
      await page.getByRole('button', { name: `Move to the ${edge}` }).click()
      await expect.element(page.getByRole('button', { name: `Docked at the ${edge}` })).toBeVisible()
      const opposite = { right: 'left', left: 'right', top: 'bottom', bottom: 'top' } as const
      const far = edge === 'right' ? innerWidth : edge === 'bottom' ? innerHeight : 0
      expect(dock()[edge]).toBe(far)
      expect(dock()[opposite[edge]]).not.toBe(far)
    }
  })

  test('its inner edge is moved with the keyboard', async () => {
    await openPanel({ taps: [], position: 'bottom' })
    const edge = page.getByRole('separator', { name: 'Resize devtools' })
    const before = dock().height
    edge.element().focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await expect.poll(() => dock().height).toBe(before - 48)
    await userEvent.keyboard('{Home}')
    await expect.element(edge).toHaveAttribute('aria-valuenow', '160')
    await userEvent.keyboard('{ArrowUp}')
    await expect.poll(() => dock().height).toBe(184)
  })

  test('its inner edge is dragged with the pointer', async () => {
    await openPanel({ taps: [], position: 'right' })
    const edge = page.getByRole('separator', { name: 'Resize devtools' }).element()
    const at = (type: string, clientX: number) =>
      edge.dispatchEvent(new PointerEvent(type, { clientX, clientY: 50, pointerId: 1, bubbles: true }))
    vi.spyOn(edge, 'setPointerCapture').mockImplementation(() => undefined)
    vi.spyOn(edge, 'hasPointerCapture').mockReturnValue(true)
    at('pointerdown', innerWidth - 300)
    at('pointermove', innerWidth - 350)
    await expect.poll(() => dock().width).toBe(350)
  })
})

describe('themes', () => {
  const theme = () => shadowRoot().querySelector('.panel')?.getAttribute('data-theme')

  test('the user chooses unless the application does', async () => {
    await openPanel({ taps: [], theme: 'dark' })
    expect(theme()).toBe('dark')
    await expect.element(page.getByRole('button', { name: /^Theme/ })).not.toBeInTheDocument()
  })

  test('system, light and dark follow each other and are remembered', async () => {
    await render(<IorpcDevtools taps={[]} initialIsOpen />)
    await page.getByRole('button', { name: 'Theme: system' }).click()
    await expect.poll(theme).toBe('light')
    await page.getByRole('button', { name: 'Theme: light' }).click()
    await expect.poll(theme).toBe('dark')
    expect(JSON.parse(localStorage.getItem('iorpc-devtools') ?? '')).toMatchObject({ theme: 'dark' })
  })
})

describe('a view that fails', () => {
  test('says so, leaves the others usable, and is tried again on request', async () => {
    const tap = fakeTap('worker', { groups: [leakGroup()] })
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    await openPanel({ taps: [tap] })
    tap.update({ groups: [{ ...leakGroup(), samples: null as never }] })
    await expect.element(page.getByRole('alert')).toHaveTextContent('This view has failed.')
    await openTab('Packets')
    await expect.element(page.getByText('No packets yet.')).toBeVisible()
    await openTab('Bindings')
    tap.update({ groups: [leakGroup()] })
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.element(page.getByRole('row', { name: /LEAK/ })).toBeVisible()
    vi.restoreAllMocks()
  })
})

describe('embedded', () => {
  test('it fills the place that it is given, beside a floating one', async () => {
    const tap = fakeTap('worker')
    await render(
      <>
        <IorpcDevtoolsPanel taps={[tap]} style={{ height: 300 }} />
        <IorpcDevtools taps={[tap]} initialIsOpen />
      </>,
    )
    await expect.poll(() => panel.elements().length).toBe(2)
    const [first] = panel.elements()
    expect(first?.getBoundingClientRect().height).toBe(300)
    expect(page.getByRole('button', { name: 'Close devtools' }).elements()).toHaveLength(1)
  })
})
