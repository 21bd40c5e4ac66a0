import { IorpcDevtoolsPanel } from '@iorpc/devtools-panel'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { fakePacket, fakeTap, leakGroup, logOf } from './support/fakeTap.js'
import { openPanel, openTab, shadowRoot } from './support/openPanel.js'

afterEach(() => localStorage.clear())

function addToHead(element: HTMLElement) {
  document.head.append(element)
  onTestFinished(() => element.remove())
}

function addPageStyle(css: string) {
  const style = document.createElement('style')
  style.textContent = css
  addToHead(style)
}

const properties = [
  'color',
  'fontFamily',
  'fontSize',
  'fontWeight',
  'display',
  'backgroundColor',
  'lineHeight',
  'direction',
] as const

/** How every element in the panel looks and where it is. */
function looks(): unknown[] {
  return [...shadowRoot().querySelectorAll('*')].map((element) => {
    const style = getComputedStyle(element)
    const { x, y, width, height } = element.getBoundingClientRect()
    return [element.className, ...properties.map((property) => style[property]), x, y, width, height]
  })
}

function leakingTap() {
  return fakeTap('worker', {
    groups: [leakGroup()],
    packets: logOf(Array.from({ length: 50 }, (_, seq) => fakePacket(seq))),
  })
}

describe('styles', () => {
  test.each(['', ' !important'])(
    'a page that unsets everything%s changes nothing in the panel',
    async (importance) => {
      await openPanel({ taps: [leakingTap()] })
      await expect.element(page.getByRole('row', { name: /LEAK/ })).toBeVisible()
      // What is under the pointer looks different.
      await userEvent.hover(document.body, { position: { x: 1, y: 1 } })
      await new Promise(requestAnimationFrame)
      const before = looks()
      const only = (...parts: string[]) => parts.map((part) => part + importance).join(';')
      addPageStyle(
        `* { ${only('all: unset', 'color: red', 'font-size: 40px', 'direction: rtl', '--bg: red', 'display: inline')} }`,
      )
      await new Promise(requestAnimationFrame)
      expect(looks()).toEqual(before)
    },
  )

  test('an embedded panel keeps its looks too', async () => {
    addPageStyle('* { all: unset; color: red }')
    await render(<IorpcDevtoolsPanel taps={[leakingTap()]} theme="dark" style={{ height: 400 }} />)
    const badge = page.getByRole('row', { name: /LEAK/ }).getByText('LEAK')
    await expect.element(badge).toBeVisible()
    expect(getComputedStyle(badge.element()).color).toBe('rgb(255, 141, 153)')
    expect(
      page.getByRole('region', { name: 'ioRPC devtools' }).element().getBoundingClientRect().height,
    ).toBe(400)
  })

  test('the styles of the panel stay inside', async () => {
    const screen = await render(
      <div>
        <button className="button panel chip">a button of the page</button>
      </div>,
    )
    const button = screen.getByRole('button').element()
    const before = JSON.stringify({ ...getComputedStyle(button) })
    const sheets = document.adoptedStyleSheets.length + document.styleSheets.length
    await openPanel({ taps: [leakingTap()] })
    expect(JSON.stringify({ ...getComputedStyle(button) })).toBe(before)
    expect(document.adoptedStyleSheets.length + document.styleSheets.length).toBe(sheets)
  })

  test('it works under a Content-Security-Policy that allows no inline styles', async () => {
    const violations: string[] = []
    const onViolation = (event: SecurityPolicyViolationEvent) => violations.push(event.violatedDirective)
    document.addEventListener('securitypolicyviolation', onViolation)
    onTestFinished(() => document.removeEventListener('securitypolicyviolation', onViolation))
    const policy = document.createElement('meta')
    policy.httpEquiv = 'Content-Security-Policy'
    policy.content = "style-src 'none'"
    addToHead(policy)
    await openPanel({ taps: [leakingTap()] })
    for (const tab of ['Packets', 'Calls', 'Transfers', 'Connections', 'Bindings']) await openTab(tab)
    const panel = page.getByRole('region', { name: 'ioRPC devtools' }).element()
    expect(getComputedStyle(panel).display).toBe('flex')
    expect(violations).toEqual([])
  })
})

describe('events', () => {
  test('what is typed and clicked in the panel does not reach the page', async () => {
    const heard: string[] = []
    const listen = (event: Event) => heard.push(event.type)
    const types = [
      'keydown',
      'keypress',
      'keyup',
      'input',
      'click',
      'mousedown',
      'pointerdown',
      'focusin',
      'wheel',
      'paste',
    ]
    for (const type of types) document.addEventListener(type, listen)
    onTestFinished(() => types.forEach((type) => document.removeEventListener(type, listen)))
    await openPanel({ taps: [leakingTap()] })
    await openTab('Packets')
    await page.getByRole('combobox', { name: 'Filter packets' }).fill('dir:out')
    await userEvent.keyboard(' p?1{Escape}{Escape}')
    await page.getByRole('row', { name: /add/ }).first().click()
    expect(heard).toEqual([])
  })

  test('what the page does goes on while the panel is open', async () => {
    const screen = await render(<input aria-label="of the page" />)
    await openPanel({ taps: [leakingTap()], position: 'bottom' })
    await screen.getByRole('textbox', { name: 'of the page' }).click()
    await userEvent.keyboard('p2?/')
    await expect.element(screen.getByRole('textbox', { name: 'of the page' })).toHaveValue('p2?/')
    await expect.element(page.getByRole('tab', { name: 'Bindings' })).toHaveAttribute('aria-selected', 'true')
  })
})
