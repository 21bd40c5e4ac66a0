/** Resolves in a later turn of the event loop, after everything that is ready now. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    // A timer would be slowed down by browsers.
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })

/** @param ms milliseconds */
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
