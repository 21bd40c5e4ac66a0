/** What the worker offers. */
export interface TickerApi {
  /** Calls `onTick` every second, for as long as it answers `true`. */
  subscribe(onTick: () => boolean): void
}
