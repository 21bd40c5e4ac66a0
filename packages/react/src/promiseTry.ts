/** The promise of what `work` returns; it rejects with what `work` throws. */
export const promiseTry = <T>(work: () => T | PromiseLike<T>): Promise<T> =>
  new Promise((settle) => settle(work()))
