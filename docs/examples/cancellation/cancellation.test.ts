import { IorpcError, pair, withOptions, type CallContext, type PairOptions } from 'iorpc'
import { portTransport } from 'iorpc/transports'
import { expect, onTestFinished, test } from 'vitest'

let given: AbortSignal | undefined

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

// #region callee
const local = {
  async search(this: CallContext, pattern: string) {
    const { signal } = this
    for (let page = 1; page <= 1000 && !signal.aborted; page++) await readPage(pattern, page)
    return 'done'
  },

  // Whatever takes a signal can be given this one.
  async load(this: CallContext, url: string) {
    const response = await fetch(url, { signal: this.signal })
    return await response.text()
  },
}
// #endregion callee

async function readPage(_pattern: string, page: number) {
  await wait(1)
  pagesRead = page
}
let pagesRead = 0

function connect(options: PairOptions = {}) {
  const { port1, port2 } = new MessageChannel()
  const near = pair<typeof local>({ ...portTransport(port1), options })
  const far = pair({
    ...portTransport(port2),
    local: {
      ...local,
      hang(this: CallContext) {
        given = this.signal
        return new Promise<never>(() => {})
      },
    },
  })
  onTestFinished(() => {
    near.close()
    far.close()
  })
  return { near, far, remote: near.remote }
}

test('an aborted call rejects with the reason, and the other side stops', async () => {
  const { remote } = connect()
  // #region abort
  const controller = new AbortController()
  const result = withOptions(remote, { signal: controller.signal }).search('needle')

  controller.abort(new Error('Not needed any more'))
  await result.catch((error: Error) => console.log(error.message)) // Not needed any more
  // #endregion abort
  await expect(result).rejects.toThrow('Not needed any more')
  await wait(20)
  const before = pagesRead
  await wait(20)
  expect(pagesRead).toBe(before)
})

test('a signal reaches what takes one', async () => {
  const { remote } = connect()
  const loading = withOptions(remote, { timeout: 20 }).load('http://localhost:1')
  await expect(loading).rejects.toThrow()
})

test('a call that takes too long', async () => {
  const { remote, near } = connect()
  // #region timeout
  const impatient = withOptions(remote, { timeout: 50 })
  try {
    await impatient.search('needle')
  } catch (error) {
    if (error instanceof IorpcError && error.code === 'IORPC_TIMEOUT') console.log('Nothing within 50 ms')
  }
  // #endregion timeout
  await expect(impatient.search('needle')).rejects.toMatchObject({ code: 'IORPC_TIMEOUT' })
  expect(near.pending()).toBe(0)
})

test('the end of the connection aborts what the caller has left behind', async () => {
  const { near, far } = connect()
  const call = (near.remote as unknown as { hang(): Promise<never> }).hang()
  await expect.poll(() => given?.aborted).toBe(false)
  near.close()
  await expect(call).rejects.toMatchObject({ code: 'IORPC_CLOSED' })
  await expect.poll(() => given?.aborted).toBe(true)
  expect(far.pending()).toBe(0)
})
