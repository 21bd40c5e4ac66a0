/**
 * A picture as WebP. Chromium is at hand, and compresses better than PNG.
 *
 * @param {import('playwright-core').Page} page any page
 * @param {Buffer} png
 * @param {number} quality 0 to 1
 * @returns {Promise<Uint8Array>}
 */
export async function toWebp(page, png, quality) {
  const bytes = await page.evaluate(
    async ({ base64, quality }) => {
      const response = await fetch(`data:image/png;base64,${base64}`)
      const bitmap = await createImageBitmap(await response.blob())
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
      const webp = await canvas.convertToBlob({ type: 'image/webp', quality })
      return [...new Uint8Array(await webp.arrayBuffer())]
    },
    { base64: png.toString('base64'), quality },
  )
  return Uint8Array.from(bytes)
}
