/** How far the filter looks in each direction, in px. */
const reach = 6

/** From the darkest ink to the paper. */
const inks = [
  '#14162e',
  '#27275a',
  '#4a2f7a',
  '#8a3b86',
  '#c94f7c',
  '#ee7d6b',
  '#f9ad6a',
  '#fdd68c',
  '#fff1cf',
].map((hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)))

/** Brightness of each pixel, 0 to 255. */
export function toGrey({ data }: ImageData): Uint8Array {
  const grey = new Uint8Array(data.length / 4)
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += 4) {
    grey[pixel] = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
  }
  return grey
}

/**
 * Prints some rows of a picture: each pixel takes the mean of the calmest of the four squares that meet in it, as a
 * painter would (Kuwahara's filter), and then the nearest ink.
 *
 * @param grey brightness of the whole picture
 * @param width of the picture in px
 * @param top first row
 * @param rows how many
 */
export function printRows(grey: Uint8Array, width: number, top: number, rows: number): ImageData {
  const strip = new ImageData(width, rows)
  const height = grey.length / width
  const count = (reach + 1) ** 2
  for (let row = 0; row < rows; row++) {
    for (let x = 0; x < width; x++) {
      let calmest = Infinity
      let mean = 0
      for (const fromY of [top + row - reach, top + row]) {
        for (const fromX of [x - reach, x]) {
          // At the edges a square moves inwards.
          const startX = Math.max(0, Math.min(fromX, width - 1 - reach))
          const startY = Math.max(0, Math.min(fromY, height - 1 - reach))
          let sum = 0
          let squares = 0
          for (let y = startY; y <= startY + reach; y++) {
            const start = y * width + startX
            for (let at = start; at <= start + reach; at++) {
              const value = grey[at] ?? 0
              sum += value
              squares += value * value
            }
          }
          const variance = squares / count - (sum / count) ** 2
          if (variance < calmest) {
            calmest = variance
            mean = sum / count
          }
        }
      }
      const at = (row * width + x) * 4
      strip.data.set(inkOf(mean), at)
      strip.data[at + 3] = 255
    }
  }
  return strip
}

/** The lightest ink stands for everything from 250 on, so that the sun is paper. */
function inkOf(grey: number): readonly number[] {
  return inks[Math.min(Math.floor((grey / 250) * inks.length), inks.length - 1)] ?? []
}
