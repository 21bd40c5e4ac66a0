import { pair, withOptions, type RemoteFunction } from 'iorpc'
import { portTransport } from 'iorpc/transports'
import { expect, onTestFinished, test } from 'vitest'

const { port1, port2 } = new MessageChannel()
const errors: string[] = []

const local = {
  count(to: number, onStep: RemoteFunction<(n: number) => void>) {
    for (let n = 1; n <= to; n++) void onStep(n)
    return to
  },
  hang: () => new Promise<number>(() => {}),
}
type Api = typeof local

test('what was written for version 9 runs', async () => {
  pair({
    send: (packet) => port2.postMessage(packet),
    on: (handler) => (port2.onmessage = (event: MessageEvent) => handler(event.data)),
    local,
  })
  // #region as-before
  const { remote, pending, bindings, rejectAll } = pair<Api>({
    send: (packet) => port1.postMessage(packet),
    on: (handler) => (port1.onmessage = (event: MessageEvent) => handler(event.data)),
    options: { maxPendingResponses: 500, callTimeout: 5000, onTrim: (ids) => console.warn('trimmed', ids) },
  })
  port1.addEventListener('close', () => rejectAll(new Error('The port is closed')))
  // #endregion as-before
  const steps: number[] = []
  expect(await remote.count(3, (n) => void steps.push(n))).toBe(3)
  await expect.poll(() => steps).toEqual([1, 2, 3])
  expect(bindings()).toEqual({ calls: 0, callbacks: 1 })
  expect(pending()).toBe(1)
  port1.close()
  await expect.poll(pending).toBe(0)
})

test('the same with a transport', async () => {
  const { port1, port2 } = new MessageChannel()
  const far = pair({ ...portTransport(port2), local })
  // #region transport
  const { remote, release } = pair<Api>({ ...portTransport(port1), options: { maxPendingResponses: 500 } })

  const onStep = (n: number) => console.log(n)
  await remote.count(3, onStep)
  release(onStep)

  const impatient = withOptions(remote, { timeout: 100 })
  await impatient.hang().catch((error: Error) => errors.push(error.message))
  // #endregion transport
  expect(errors).toHaveLength(1)
  onTestFinished(() => {
    far.close()
    port1.close()
  })
})
