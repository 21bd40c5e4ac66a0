import type { SharesTap } from '../ui/SharedTap.js'

/** A part of the finished picture. */
export interface Strip {
  image: ImageBitmap
  /** Where it belongs, in px from the top. */
  top: number
  /** How much of the picture is finished with it, 0 to 1. */
  done: number
}

/** What the worker offers. */
export interface PrinterApi extends SharesTap {
  /** Makes a screen print of the picture, strip by strip; returns how many strips. */
  print(picture: ImageBitmap, onStrip: (strip: Strip) => void): Promise<number>
  /** Answers at once, with what it was given. */
  echo(n: number): number
}

/** How the worker's side stands. */
export interface WorkerStatus {
  /** Its own waiting calls and callbacks. */
  pending: number
  /** Pictures that it works on. */
  jobs: number
}

/** What the page offers. */
export interface PageApi {
  showWorker(status: WorkerStatus): void
}
