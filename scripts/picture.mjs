// Draws the picture that the playground's worker filters: `node scripts/picture.mjs`. The same one every time.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumFlags } from './findChromium.mjs'
import { getChromium } from './getChromium.mjs'
import { root } from './install.mjs'

const file = join(root, 'playground/src/worker/mountains.webp')

/** Runs in the browser: ridges behind ridges in the haze of a morning. */
async function drawMountains() {
  const width = 2560
  const height = 1600
  const canvas = new OffscreenCanvas(width, height)
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'))

  let seed = 20
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }

  const sky = context.createLinearGradient(0, 0, 0, height * 0.7)
  for (const [place, colour] of /** @type {const} */ ([
    [0, '#1d3a6b'],
    [0.4, '#5f83b8'],
    [0.7, '#e9b99a'],
    [1, '#ffe3b8'],
  ])) {
    sky.addColorStop(place, colour)
  }
  context.fillStyle = sky
  context.fillRect(0, 0, width, height)

  const sun = { x: width * 0.66, y: height * 0.44 }
  const glow = context.createRadialGradient(sun.x, sun.y, 60, sun.x, sun.y, 900)
  glow.addColorStop(0, 'rgb(255 246 214 / 1)')
  glow.addColorStop(0.08, 'rgb(255 236 190 / 0.75)')
  glow.addColorStop(1, 'rgb(255 220 170 / 0)')
  context.fillStyle = glow
  context.fillRect(0, 0, width, height)

  context.filter = 'blur(14px)'
  for (let n = 0; n < 60; n++) {
    const y = height * (0.06 + 0.3 * random())
    context.fillStyle = `rgb(255 ${220 + 30 * random()} ${200 + 40 * random()} / ${0.04 + 0.1 * random()})`
    context.beginPath()
    context.ellipse(width * random(), y, 120 + 420 * random(), 6 + 22 * random(), -0.05, 0, 2 * Math.PI)
    context.fill()
  }
  context.filter = 'none'

  /** Heights of a ridge, by halving the distance and the roughness again and again. */
  const ridge = (/** @type {number} */ base, /** @type {number} */ relief) => {
    const points = new Float32Array(width + 1).fill(base)
    points[0] = base + relief * (random() - 0.5)
    points[width] = base + relief * (random() - 0.5)
    const split = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ rough) => {
      if (to - from < 2) return
      const middle = (from + to) >> 1
      points[middle] = ((points[from] ?? 0) + (points[to] ?? 0)) / 2 + rough * (random() - 0.5)
      split(from, middle, rough * 0.52)
      split(middle, to, rough * 0.52)
    }
    split(0, width, relief)
    return points
  }

  const layers = [
    { base: 0.5, relief: 520, top: '#c9a9a6', bottom: '#f0cdb0' },
    { base: 0.58, relief: 480, top: '#9a8fa6', bottom: '#d9b8a8' },
    { base: 0.66, relief: 440, top: '#6b7396', bottom: '#a99ca6' },
    { base: 0.75, relief: 380, top: '#43567d', bottom: '#7c8199' },
    { base: 0.85, relief: 300, top: '#263a5a', bottom: '#4c5a78' },
    { base: 0.94, relief: 200, top: '#101d30', bottom: '#1a2a40' },
  ]
  layers.forEach(({ base, relief, top, bottom }, depth) => {
    const heights = ridge(height * base, relief)
    const fill = context.createLinearGradient(0, height * base - relief / 2, 0, height * base + relief)
    fill.addColorStop(0, top)
    fill.addColorStop(1, bottom)
    context.fillStyle = fill
    context.beginPath()
    context.moveTo(0, height)
    heights.forEach((y, x) => context.lineTo(x, y))
    context.lineTo(width, height)
    context.fill()
    if (depth < 3) return
    context.fillStyle = top
    for (let x = 0; x < width; x += 5 + (random() * 60) / depth) {
      const tall = (14 + 60 * random()) * (depth - 2)
      const y = (heights[Math.floor(x)] ?? height) + 8
      for (let part = 0; part < 4; part++) {
        const wide = tall * (0.09 + 0.05 * part)
        const from = y - tall * (1 - part * 0.2)
        context.beginPath()
        context.moveTo(x, from)
        context.lineTo(x - wide, from + tall * 0.42)
        context.lineTo(x + wide, from + tall * 0.42)
        context.fill()
      }
    }
  })

  const image = context.getImageData(0, 0, width, height)
  for (let at = 0; at < image.data.length; at += 4) {
    const grain = 10 * (random() + random() - 1)
    for (let channel = 0; channel < 3; channel++)
      image.data[at + channel] = (image.data[at + channel] ?? 0) + grain
  }
  context.putImageData(image, 0, 0)

  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.6 })
  return [...new Uint8Array(await blob.arrayBuffer())]
}

const browser = await chromium.launch({ executablePath: await getChromium(), args: chromiumFlags })
try {
  const page = await browser.newPage()
  const bytes = Uint8Array.from(await page.evaluate(drawMountains))
  await writeFile(file, bytes)
  console.log(`${file}: ${Math.round(bytes.length / 1000)} kB`)
} finally {
  await browser.close()
}
