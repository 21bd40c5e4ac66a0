/** What every worker of the load lab serves. */
export interface LoadApi {
  add(a: number, b: number): number
}

export const api: LoadApi = { add: (a, b) => a + b }

/** `add` as the page calls it. */
export type Call = (a: number, b: number) => Promise<number>

/** A way to call a worker. */
export interface Contestant {
  /** The page's side. */
  connect(worker: Worker): Call
  /** The worker's side. */
  serve(): void
}
