import {
  createTap,
  type BindingGroup,
  type BindingRecord,
  type CallRecord,
  type List,
  type Log,
  type PacketRecord,
  type TapControls,
  type TapState,
  type TapView,
  type TransferRecord,
} from '@iorpc/tap'
import { createStore } from 'zustand/vanilla'

// States that would take minutes of real traffic to come about, such as old leaks, as plain data.

export function listOf<T>(items: readonly T[]): List<T> {
  return { length: items.length, at: (index) => items[index] }
}

export function logOf<T>(items: readonly T[], firstSeq = 0, version = items.length): Log<T> {
  return {
    ...listOf(items),
    firstSeq,
    total: firstSeq + items.length,
    version,
    get: (seq) => items[seq - firstSeq],
  }
}

export interface FakeTap extends TapView {
  update(change: Partial<TapState>): void
  /** What the panel has asked for, in order. */
  asked: string[]
}

export function fakeTap(name: string, state: Partial<TapState> = {}, controls?: TapControls): FakeTap {
  const store = createStore<TapState>(() => ({ ...emptyState(name), ...state }))
  const asked: string[] = []
  return {
    id: `fake:${name}`,
    name,
    context: 'window',
    mirrored: false,
    store,
    asked,
    update: (change) => store.setState({ ...change, time: Date.now() }),
    pause: () => (asked.push('pause'), store.setState({ paused: true })),
    resume: () => (asked.push('resume'), store.setState({ paused: false })),
    clear: () => (
      asked.push('clear'),
      store.setState({ packets: logOf([]), calls: logOf([]), drops: logOf([]) })
    ),
    payload: () => undefined,
    ...(controls && { controls }),
  }
}

/** Controls that do nothing, but for what a test looks at. */
export function fakeControls(change: Partial<TapControls> = {}): TapControls {
  return {
    unbind: () => false,
    call: () => Promise.resolve(),
    setFaults: () => undefined,
    faults: () => undefined,
    close: () => undefined,
    ...change,
  }
}

/** What a tap says that has recorded nothing, as if it were open. */
function emptyState(name: string): TapState {
  const tap = createTap({ name })
  tap.dispose()
  return { ...tap.store.getState(), status: 'open', epoch: 1, observed: true, time: Date.now() }
}

export const emptyCounts = emptyState('empty').counts

export function fakePacket(seq: number, change: Partial<PacketRecord> = {}): PacketRecord {
  return {
    seq,
    time: Date.now(),
    epoch: 1,
    direction: 'out',
    kind: 'call',
    name: 'add',
    id: 'add',
    callId: 1000 + seq,
    size: 64,
    preview: [1, 2],
    functionIds: [],
    ...change,
  }
}

export function fakeCall(seq: number, change: Partial<CallRecord> = {}): CallRecord {
  const startedAt = change.startedAt ?? Date.now()
  return {
    seq,
    epoch: 1,
    direction: 'out',
    kind: 'call',
    name: 'add',
    id: 1000 + seq,
    bindingId: undefined,
    owner: undefined,
    startedAt,
    settledAt: startedAt + 5,
    outcome: 'resolved',
    error: undefined,
    requestSeq: undefined,
    answerSeq: undefined,
    ...change,
  }
}

export function fakeBinding(id: number, change: Partial<BindingRecord> = {}): BindingRecord {
  return {
    key: `1:own:${id}`,
    epoch: 1,
    side: 'own',
    id,
    name: 'onProgress',
    method: 'search',
    callId: 7,
    path: '1.onProgress',
    site: undefined,
    stack: undefined,
    owner: undefined,
    group: 'group',
    createdAt: Date.now() - 65_000,
    calls: 0,
    lastCalledAt: undefined,
    heldBy: 'worker',
    releasedAt: undefined,
    releaseReason: undefined,
    verdict: undefined,
    ...change,
  }
}

export function fakeGroup(
  key: string,
  members: readonly BindingRecord[],
  change: Partial<BindingGroup> = {},
): BindingGroup {
  const [first] = members
  const now = Date.now()
  return {
    key,
    side: 'own',
    site: first?.site,
    name: first?.name ?? 'onProgress',
    method: first?.method ?? 'search',
    path: first?.path ?? '0',
    owner: first?.owner?.name,
    count: members.length,
    total: members.length,
    mounts: 0,
    unmounts: 0,
    verdict: first?.verdict,
    reason: undefined,
    oldestAt: first?.createdAt,
    samples: members.map((_, index) => ({
      time: now - (members.length - index) * 1000,
      count: index + 1,
      tick: undefined,
    })),
    members: listOf(members),
    ...change,
  }
}

/** Ten bindings of a component that has unmounted. */
export function leakGroup(): BindingGroup {
  const site = { file: 'http://localhost/src/SearchBox.tsx', line: 12, column: 7, functionName: 'SearchBox' }
  const members = Array.from({ length: 10 }, (_, index) =>
    fakeBinding(100 + index, {
      verdict: 'LEAK',
      site,
      stack:
        'at SearchBox (http://localhost/src/SearchBox.tsx:12:7)\nat App (http://localhost/src/App.tsx:30:5)',
      owner: {
        id: index,
        name: 'SearchBox',
        declared: true,
        mountedAt: Date.now() - 80_000,
        unmountedAt: Date.now() - 60_000,
      },
    }),
  )
  return fakeGroup('leak', members, {
    site,
    owner: 'SearchBox',
    verdict: 'LEAK',
    reason: '10 of 10 outlived the SearchBox that made them.',
    mounts: 10,
    unmounts: 10,
    samples: members.flatMap((_, index) => [
      { time: Date.now() - 80_000 + index * 5000, count: index + 1, tick: 'mount' as const },
      { time: Date.now() - 80_000 + index * 5000 + 2500, count: index + 1, tick: 'unmount' as const },
    ]),
  })
}

export function fakeTransfer(index: number, change: Partial<TransferRecord> = {}): TransferRecord {
  return {
    key: `t${index}`,
    epoch: 1,
    direction: 'out',
    messageId: index,
    index: 0,
    name: 'upload',
    callId: String(index),
    startedAt: Date.now() - 4000,
    updatedAt: Date.now(),
    bytes: 12 * 1024 ** 2,
    totalBytes: 32 * 1024 ** 2,
    chunks: 63,
    totalChunks: 168,
    rate: 3 * 1024 ** 2,
    done: false,
    stalled: false,
    ...change,
  }
}
