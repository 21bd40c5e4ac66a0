import { type Callback, type RemoteApi, type Settings } from './contestant.js'
import { type ContestantName } from './contestants/index.js'

/** A connection as scenarios use it. */
export interface Client {
  api: RemoteApi
  callback(fn: Callback): Callback
  transfer(buffer: ArrayBuffer): ArrayBuffer
}

/** What a contestant must be able to do to take part. */
export type Need = 'callback' | 'borrows' | 'transfer'

/** A piece of work on a connection of its own. */
export interface Task {
  settings?: Settings
  /** Brings a new connection into the state to be measured. */
  prepare?(client: Client): Promise<unknown>
  /** Makes the slice that is timed: the function does the work of `ops` operations. A number that it returns is its time. */
  work(client: Client): (client: Client) => Promise<unknown>
}

export interface Scenario extends Task {
  id: string
  title: string
  /** Operations in a slice. */
  ops: number
  needs?: readonly Need[]
  contestants?: readonly ContestantName[]
  /** Whom the others are compared with; by default plain messages and the same packets. */
  references?: readonly ContestantName[]
  /**
   * One call waits for the other, so that most of the time goes into waking threads, which takes one of several times
   * for a while: every turn is a round of its own, in which all meet the same.
   */
  isAwaited?: boolean
  /** How long an operation takes is of interest, not how many there are in a second. */
  inMilliseconds?: boolean
  /** Those that would take too long, and why. */
  without?: Partial<Record<ContestantName, string>>
  /** The same under ordinary conditions: how many times longer `work` takes than this is the cost. */
  against?: Task & { title: string }
}

const inTurn = async (times: number, call: (i: number) => Promise<unknown>) => {
  for (let i = 0; i < times; i++) await call(i)
}

const atOnce = async (times: number, call: (i: number) => Promise<unknown>) => {
  const calls: Promise<unknown>[] = []
  for (let i = 0; i < times; i++) calls.push(call(i))
  await Promise.all(calls)
}

const inBatches =
  (batches: number, size: number, call: (client: Client, i: number) => Promise<unknown>) =>
  () =>
  (client: Client) =>
    inTurn(batches, () => atOnce(size, (i) => call(client, i)))

const add = ({ api }: Client, i: number) => api.add(i, 1)

/** Not one function for all: a library may know it again. */
const freshCallback = (): Callback => (value) => value + 1

const hold = ({ api, callback }: Client) => api.hold(callback(freshCallback()))

const holdMany = (bindings: number) => (client: Client) =>
  inTurn(Math.ceil(bindings / 1000), () => atOnce(Math.min(bindings, 1000), () => hold(client)))

/** About 4 kB as JSON. */
const records = Array.from({ length: 36 }, (_, i) => ({
  id: i,
  name: `record number ${i}`,
  score: i / 7,
  active: i % 2 === 0,
  tags: ['alpha', 'beta'],
  place: { x: i, y: -i },
}))

const bounceInTurn = (times: number, bytes: number) => () => {
  let buffer = new ArrayBuffer(bytes)
  return ({ api, transfer }: Client) =>
    inTurn(times, async () => {
      buffer = (await api.bounce(transfer(buffer))) as ArrayBuffer
    })
}

const sendInTurn = (times: number, bytes: number) => () => {
  const value = new Uint8Array(bytes)
  return ({ api }: Client) => inTurn(times, () => api.byteLength(value))
}

/** Awaited calls until `isDone`, one millisecond apart. Returns the 95th percentile of their milliseconds. */
const callUntil = async (client: Client, isDone: (calls: number) => boolean) => {
  const times: number[] = []
  while (!isDone(times.length)) {
    const start = performance.now()
    await add(client, 1)
    times.push(performance.now() - start)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)]
}

const callBeside = (bytes: number) => () => {
  const value = new Uint8Array(bytes)
  return async (client: Client) => {
    let isSent = false
    const transfer = client.api.byteLength(value).then(() => (isSent = true))
    const time = await callUntil(client, () => isSent)
    await transfer
    return time
  }
}

const nextFrame = () =>
  new Promise((resolve) => {
    if (typeof requestAnimationFrame === 'function') requestAnimationFrame(resolve)
    else setTimeout(resolve)
  })

/** Long enough for some frames. What is still to be shown afterwards meets nobody else's slice. */
const throughFrames =
  (times: number, work: (client: Client) => Promise<unknown>) => () => async (client: Client) => {
    const start = performance.now()
    await inTurn(times, () => work(client))
    const time = performance.now() - start
    await inTurn(3, nextFrame)
    return time
  }

const shown: Pick<Scenario, 'contestants' | 'references'> = {
  contestants: ['iorpc', 'iorpc, recorded', 'iorpc, panel open'],
  references: [],
}

const overSocket = {
  contestants: ['raw bytes', 'base64 in JSON', 'binChannel', 'binChannel, interleaved'],
  references: ['raw bytes', 'base64 in JSON'],
} satisfies Partial<Scenario>

const watched: ContestantName[] = [
  'raw postMessage',
  'same packets',
  'iorpc',
  'iorpc, observed',
  'iorpc, recorded',
  'iorpc, recorded on both sides',
]

const kB = 1024
const MB = 1024 * kB
const unlimited = { maxPendingResponses: 10_000_000 }

export const scenarios: readonly Scenario[] = [
  {
    id: 'sequential',
    title: 'Sequential calls',
    isAwaited: true,
    ops: 20,
    work: () => (client) => inTurn(20, (i) => add(client, i)),
  },
  {
    id: 'concurrent',
    title: '1,000 concurrent calls',
    ops: 1000,
    work: inBatches(1, 1000, add),
  },
  {
    id: 'burst',
    title: 'Burst: 10,000 calls at once',
    ops: 10_000,
    work: inBatches(1, 10_000, add),
  },
  {
    id: 'callbacks',
    title: 'Awaited callbacks, one after another',
    needs: ['callback'],
    isAwaited: true,
    ops: 20,
    work:
      () =>
      ({ api, callback }) =>
        api.callEach(20, callback(freshCallback())),
  },
  {
    id: 'callbacks-concurrent',
    title: '1,000 concurrent callbacks',
    needs: ['callback'],
    ops: 1000,
    work:
      () =>
      ({ api, callback }) =>
        api.callAll(1000, callback(freshCallback())),
  },
  {
    id: 'fresh',
    title: 'Fresh callback per call, given up by the called function',
    needs: ['callback'],
    ops: 200,
    work: inBatches(2, 100, ({ api, callback }) => api.callOnce(callback(freshCallback()))),
  },
  {
    id: 'fresh-scoped',
    title: 'Fresh callback per call, released when the call settles',
    needs: ['callback', 'borrows'],
    ops: 200,
    settings: { releaseOnSettle: true },
    work: inBatches(2, 100, ({ api, callback }) => api.borrow(callback(freshCallback()))),
  },
  {
    id: 'records',
    title: '4 kB of records, there and back',
    ops: 100,
    work: inBatches(1, 100, ({ api }) => api.echo(records)),
  },
  {
    id: 'copied',
    title: '1 MB of bytes, copied',
    ops: 20,
    work() {
      const bytes = new Uint8Array(MB)
      return ({ api }) => inTurn(20, () => api.byteLength(bytes))
    },
  },
  {
    id: 'moved',
    title: '1 MB buffer, moved there and back',
    needs: ['transfer'],
    isAwaited: true,
    ops: 20,
    work: bounceInTurn(20, MB),
  },
  {
    id: 'moved-64',
    title: '64 MB buffer, moved there and back',
    needs: ['transfer'],
    ops: 50,
    work: bounceInTurn(50, 64 * MB),
    against: { title: 'a buffer of 1 kB', work: bounceInTurn(50, kB) },
  },
  {
    id: 'live-bindings',
    title: '1,000 concurrent calls beside 100,000 live bindings',
    needs: ['callback'],
    without: { comlink: 'opens a MessageChannel for each' },
    ops: 1000,
    settings: unlimited,
    prepare: holdMany(100_000),
    work: inBatches(1, 1000, add),
    against: {
      title: 'ten live bindings',
      settings: unlimited,
      prepare: holdMany(10),
      work: inBatches(1, 1000, add),
    },
  },
  {
    id: 'limit',
    title: 'Calls with a new binding each, at the limit of 10,000',
    contestants: ['iorpc'],
    ops: 1000,
    prepare: holdMany(10_000),
    work: inBatches(10, 100, hold),
    against: {
      title: 'far from the limit',
      settings: unlimited,
      prepare: holdMany(10_000),
      work: inBatches(10, 100, hold),
    },
  },
  {
    id: 'observed-concurrent',
    title: '1,000 concurrent calls, watched',
    contestants: watched,
    ops: 1000,
    work: inBatches(1, 1000, add),
  },
  {
    id: 'observed-fresh',
    title: 'Fresh callback per call, watched',
    contestants: watched,
    ops: 200,
    work: inBatches(2, 100, ({ api, callback }) => api.callOnce(callback(freshCallback()))),
  },
  {
    ...shown,
    id: 'shown-concurrent',
    title: '1,000 concurrent calls, twenty times, with the panel open',
    ops: 20_000,
    work: throughFrames(20, (client) => atOnce(1000, (i) => add(client, i))),
  },
  {
    ...shown,
    id: 'shown-fresh',
    title: 'Fresh callback per call, with the panel open',
    needs: ['callback'],
    ops: 8000,
    work: throughFrames(80, ({ api, callback }) =>
      atOnce(100, () => api.callOnce(callback(freshCallback()))),
    ),
  },
  ...[1, 100, 1000].map((calls): Scenario => ({
    id: `batch-${calls}`,
    title:
      calls === 1
        ? 'Batches of a single call'
        : `Batches of ${calls.toLocaleString('en-US')} concurrent calls`,
    contestants: ['raw postMessage', 'same packets', 'iorpc', 'iorpc, batched'],
    isAwaited: calls === 1,
    ops: Math.max(20, calls),
    work: inBatches(Math.max(1, Math.round(20 / calls)), calls, add),
  })),
  {
    ...overSocket,
    id: 'socket-1',
    title: '1 MB over a WebSocket',
    ops: 10,
    work: sendInTurn(10, MB),
  },
  {
    ...overSocket,
    id: 'socket-16',
    title: '16 MB over a WebSocket',
    ops: 1,
    work: sendInTurn(1, 16 * MB),
  },
  {
    id: 'beside',
    title: 'Calls beside 100 MB over the same connection, 95th percentile',
    contestants: ['binChannel, interleaved', 'data channel, interleaved'],
    references: [],
    inMilliseconds: true,
    ops: 1,
    work: callBeside(100 * MB),
    against: {
      title: 'nothing beside',
      work: () => (client) => callUntil(client, (calls) => calls === 100),
    },
  },
]
