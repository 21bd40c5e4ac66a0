import { isDeepStrictEqual } from 'node:util'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { button, launchPlayground, panelOf, section, showTab } from './support/browser.js'

const browser = launchPlayground()

const hostileCss = '* { all: unset; color: red }'

/** Style and place of every element in the panel, or of every other element of the page. */
const looks = (page: Page, where: 'panel' | 'page') =>
  page.evaluate((where) => {
    const host = document.querySelector('iorpc-devtools')
    const elements =
      where === 'panel'
        ? [...(host?.shadowRoot?.querySelectorAll('*') ?? [])]
        : [...document.querySelectorAll('*')].filter((element) => element !== host)
    return elements.map((element) => {
      const style = getComputedStyle(element)
      const { x, y, width, height } = element.getBoundingClientRect()
      const values = [...style].map((name) => `${name}: ${style.getPropertyValue(name)}`)
      return [element.tagName, x, y, width, height, ...values].join('\n')
    })
  }, where)

/** How it looks once nothing in it changes any more: demos start by themselves what they need, and rows come later. */
async function settledLooks(page: Page, where: 'panel' | 'page') {
  let last = await looks(page, where)
  await expect
    .poll(
      async () => {
        const before = last
        last = await looks(page, where)
        return isDeepStrictEqual(last, before)
      },
      { interval: 300, timeout: 30_000 },
    )
    .toBe(true)
  return last
}

/** How many pixels of two pictures can be told apart by eye. */
const difference = (page: Page, pictures: readonly Buffer[]) =>
  page.evaluate(
    async (urls) => {
      const [one, other] = await Promise.all(
        urls.map(async (url) => {
          const bitmap = await createImageBitmap(await (await fetch(url)).blob())
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
          context?.drawImage(bitmap, 0, 0)
          return context?.getImageData(0, 0, bitmap.width, bitmap.height)
        }),
      )
      if (one?.data.length !== other?.data.length) return Infinity
      return one?.data.filter((value, at) => Math.abs(value - (other?.data[at] ?? 0)) > 8).length
    },
    pictures.map((picture) => `data:image/png;base64,${picture.toString('base64')}`),
  )

test('the panel looks the same in a page that unsets every style', async () => {
  const page = await browser.open('', { reducedMotion: 'reduce' })
  await button(section(page, 'Iframe demo'), 'Run').click()
  await section(page, 'Iframe demo').getByText('Both sides have called each other').waitFor()
  const packets = await showTab(page, 'Packets')
  await packets.getByRole('combobox', { name: 'Filter packets' }).fill('lendPen')
  await packets
    .getByRole('row', { name: /lendPen/ })
    .first()
    .waitFor()
  await packets.click()
  // The curve of pending calls moves with the time.
  await panelOf(page)
    .getByRole('img')
    .evaluateAll((images) => images.forEach((image) => image.replaceChildren()))
  const before = await settledLooks(page, 'panel')
  const picture = await panelOf(page).screenshot()

  await page.addStyleTag({ content: hostileCss })
  expect(await page.locator('h1').evaluate((element) => getComputedStyle(element).color)).toBe(
    'rgb(255, 0, 0)',
  )
  expect(await looks(page, 'panel')).toEqual(before)
  expect(await difference(page, [picture, await panelOf(page).screenshot()])).toBe(0)
  expect(before.length).toBeGreaterThan(100)
})

test('the page looks the same with the panel and without, with its own styles and with every style unset', async () => {
  const page = await browser.open('', { reducedMotion: 'reduce' })
  await panelOf(page).waitFor()
  const styled = await settledLooks(page, 'page')
  const style = await page.addStyleTag({ content: hostileCss })
  const unset = await settledLooks(page, 'page')
  expect(unset).not.toEqual(styled)

  await page.evaluate(() => document.querySelector('iorpc-devtools')?.remove())
  expect(await looks(page, 'page')).toEqual(unset)
  await style.evaluate((it) => (it as Element).remove())
  expect(await looks(page, 'page')).toEqual(styled)
})
