/** @returns where the value is not what it should be, `undefined` when it is */
type Check = (value: unknown, at: string) => string | undefined

const is =
  (test: (value: unknown) => boolean): Check =>
  (value, at) =>
    test(value) ? undefined : at

const text = is((value) => typeof value === 'string')
const flag = is((value) => typeof value === 'boolean')
const number = is((value) => Number.isFinite(value))
/** What a `Date` can show. */
const time = is((value) => typeof value === 'number' && Math.abs(value) <= 8.64e15)
const id = is((value) => typeof value === 'string' || Number.isFinite(value))
const oneOf = (...words: unknown[]): Check => is((value) => words.includes(value))

const optional =
  (check: Check): Check =>
  (value, at) =>
    value === undefined ? undefined : check(value, at)

const listOf =
  (check: Check): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return at
    for (let index = 0; index < value.length; index++) {
      const wrong = check(value[index], `${at}[${index}]`)
      if (wrong !== undefined) return wrong
    }
    return undefined
  }

const pairOf =
  (first: Check, second: Check): Check =>
  (value, at) =>
    Array.isArray(value) ? (first(value[0], `${at}[0]`) ?? second(value[1], `${at}[1]`)) : at

const shape = (fields: Record<string, Check>): Check => {
  const checks = Object.entries(fields)
  return (value, at) => {
    if (typeof value !== 'object' || value === null) return at
    for (const [key, check] of checks) {
      const wrong = check((value as Record<string, unknown>)[key], at === '' ? key : `${at}.${key}`)
      if (wrong !== undefined) return wrong
    }
    return undefined
  }
}

const deepest = 32

const previewAt =
  (depth: number): Check =>
  (value, at) => {
    if (typeof value !== 'object' || value === null) {
      return ['string', 'number', 'boolean'].includes(typeof value) || value === null ? undefined : at
    }
    return depth > deepest ? at : previewNode(depth)(value, at)
  }

const previewNode = (depth: number): Check =>
  shape({
    type: text,
    name: optional(text),
    text: optional(text),
    size: optional(number),
    id: optional(id),
    entries: optional(listOf(pairOf(text, previewAt(depth + 1)))),
  })

const preview = previewAt(0)
const direction = oneOf('in', 'out')
const side = oneOf('own', 'held')
const passedTo = optional(shape({ method: text, path: text }))
const verdict = optional(oneOf('LEAK', 'ORPHAN', 'GROWING', 'DUPLICATE', 'TRIMMED', 'IDLE'))
const site = optional(shape({ file: text, line: number, column: number, functionName: optional(text) }))
const owner = optional(
  shape({ id: number, name: text, declared: flag, mountedAt: time, unmountedAt: optional(time) }),
)

const packet = shape({
  seq: number,
  time,
  epoch: number,
  direction,
  kind: text,
  name: text,
  passedTo,
  id,
  callId: is((value) => value === false || id(value, '') === undefined),
  size: number,
  preview: listOf(preview),
  functionIds: listOf(id),
})

const call = shape({
  seq: number,
  epoch: number,
  direction,
  kind: oneOf('call', 'callback'),
  name: text,
  passedTo,
  id: is((value) => value === false || id(value, '') === undefined),
  bindingId: optional(id),
  owner,
  startedAt: time,
  settledAt: optional(time),
  outcome: optional(text),
  error: optional(text),
  requestSeq: optional(number),
  answerSeq: optional(number),
})

const binding = shape({
  key: text,
  epoch: number,
  side,
  id,
  name: text,
  method: text,
  path: text,
  site,
  stack: optional(text),
  owner,
  group: text,
  createdAt: time,
  calls: number,
  lastCalledAt: optional(time),
  heldBy: text,
  releasedAt: optional(time),
  releaseReason: optional(text),
  verdict,
})

const group = shape({
  key: text,
  side,
  site,
  name: text,
  method: text,
  path: text,
  owner: optional(text),
  count: number,
  total: number,
  mounts: number,
  unmounts: number,
  verdict,
  reason: optional(text),
  oldestAt: optional(time),
  samples: listOf(shape({ time, count: number, tick: optional(oneOf('mount', 'unmount')) })),
  members: listOf(text),
})

const transfer = shape({
  key: text,
  epoch: number,
  direction,
  messageId: number,
  index: number,
  name: optional(text),
  callId: optional(text),
  startedAt: time,
  updatedAt: time,
  bytes: number,
  totalBytes: optional(number),
  chunks: number,
  totalChunks: number,
  rate: number,
  done: flag,
  stalled: flag,
})

const drop = shape({ seq: number, time, epoch: number, reason: text, preview })

const logOf = (item: Check) => shape({ firstSeq: number, total: number, items: listOf(pairOf(number, item)) })

const state = shape({
  name: text,
  status: oneOf('idle', 'open', 'closed'),
  closeReason: optional(text),
  epoch: number,
  paused: flag,
  observed: flag,
  time,
  counts: shape({
    calls: number,
    callbacks: number,
    held: number,
    packetsIn: number,
    packetsOut: number,
    bytesIn: number,
    bytesOut: number,
    dropped: number,
    late: optional(number),
  }),
  history: listOf(shape({ time, calls: number, callbacks: number })),
  packets: logOf(packet),
  calls: logOf(call),
  drops: logOf(drop),
  released: logOf(binding),
  bindings: listOf(binding),
  groups: listOf(group),
  verdicts: shape({
    LEAK: number,
    ORPHAN: number,
    GROWING: number,
    DUPLICATE: number,
    TRIMMED: number,
    IDLE: number,
  }),
  transfers: listOf(transfer),
})

/** Where a value is not what `exportSession` makes; whoever reads a session may rely on the rest. */
export function wrongInSession(value: unknown, format: string, version: number): string | undefined {
  const session = shape({
    format: oneOf(format),
    version: oneOf(version),
    taps: listOf(shape({ name: text, state })),
  })
  return session(value, '')
}
