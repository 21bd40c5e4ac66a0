import { describe, expect, test } from 'vitest'
import { pair, type Packet, type PairConfig } from 'iorpc'
import type { AnyApi } from '../support/connect.js'
import { scenarios, type Scenario } from './scenarios.js'
import vectors from './vectors.json' with { type: 'json' }

interface Vector {
  packets: string[]
  outcome: string
  pending: number[]
}

// Ids and the text of errors are free: `$1`, `$2` … in order of appearance, and the same with an `s` as text.
function normaliser() {
  const names = new Map<string, string>()
  const nameOf = (id: string | number) => {
    const text = String(id)
    if (!names.has(text)) names.set(text, `$${names.size + 1}`)
    return names.get(text)
  }
  const normalise = (value: unknown): unknown => {
    if (typeof value === 'number' && Number.isInteger(value) && value > 1e6) return nameOf(value)
    if (typeof value === 'string' && /^\d{7,16}$/.test(value)) return `${nameOf(value)}s`
    if (Array.isArray(value)) return value.map(normalise)
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, normalise(part)]))
    }
    return value
  }
  return (packet: Packet) => {
    const normal = normalise(packet) as Packet
    if (normal.apiFunc === 'iorpcThrowError' && normal.args[2])
      normal.args = [normal.args[0], '<message>', '<stack>']
    return JSON.stringify(normal)
  }
}

async function play({ options = {}, local, run }: Scenario): Promise<Vector> {
  const packets: string[] = []
  const normal = normaliser()
  const inbox: Record<'A' | 'B', (packet: unknown) => void> = { A: () => {}, B: () => {} }
  let inFlight = 0
  const side = (me: 'A' | 'B', other: 'A' | 'B', api: object) =>
    pair<AnyApi, AnyApi>({
      send(packet) {
        const text = JSON.stringify(packet)
        packets.push(`${me} ${normal(JSON.parse(text) as Packet)}`)
        inFlight++
        setTimeout(() => {
          inFlight--
          inbox[other](JSON.parse(text))
        })
      },
      on: (handler) => (inbox[me] = handler),
      local: api as AnyApi,
      options,
    } as PairConfig<AnyApi, AnyApi>)
  const A = side('A', 'B', {})
  const B = side('B', 'A', local)
  const tick = async () => {
    do await new Promise((resolve) => setTimeout(resolve, 1))
    while (inFlight > 0)
  }
  const outcome = await Promise.resolve(run(A.remote, tick)).then(
    (value) => (typeof value === 'function' ? 'function' : `resolves ${JSON.stringify(value)}`),
    (error: unknown) => `rejects ${error instanceof Error ? 'Error' : JSON.stringify(error)}`,
  )
  await tick()
  return { packets, outcome, pending: [A.pending(), B.pending()] }
}

describe('packets are those of version 9.1.0', () => {
  test('every vector has its scenario', () => {
    expect(Object.keys(scenarios).sort()).toEqual(Object.keys(vectors).sort())
  })

  test.each(Object.entries(scenarios))('%s', async (name, scenario) => {
    const { packets, outcome, pending } = (vectors as Record<string, Vector>)[name] as Vector
    expect(await play(scenario)).toEqual({ packets, outcome, pending })
  })
})
