import url from './mountains.webp'

export const picture = { url, width: 2560, height: 1600 }

/** The picture, decoded off the main thread. */
export async function loadPicture(): Promise<ImageBitmap> {
  const response = await fetch(picture.url)
  return createImageBitmap(await response.blob())
}
