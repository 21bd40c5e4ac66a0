import { type Connection, type Contestant, type Settings, type WireContestant } from './contestant.js'
import { contestants, everybody, wireContestants, type ContestantName } from './contestants/index.js'
import { type Client, type Scenario, scenarios, type Task } from './scenarios.js'

export interface Options {
  /** Parts of ids of the scenarios to run; empty for all. */
  only: string[]
  /** Parts of names of the contestants that take part; empty for all. */
  contestants: string[]
  /** How often each contestant is measured, where calls do not wait for one another. */
  rounds: number
  /** Milliseconds for all rounds of a scenario; a round has as many slices as fit, and at least one. */
  budget: number
  /** Turns that are taken and not counted. */
  warmUps: number
  /** Where the server of WebSockets is. */
  socketUrl: string
}

/** Times of one contestant in one scenario. */
export interface Entry {
  contestant: ContestantName
  /** Milliseconds of a slice, one for each round. */
  times?: number[]
  /** The same for the ordinary conditions of `against`. */
  againstTimes?: number[]
  /** Why there are none. */
  missing?: string
}

export interface ScenarioResult {
  id: string
  title: string
  ops: number
  against?: string
  references?: readonly ContestantName[]
  inMilliseconds?: boolean
  entries: Entry[]
}

interface Environment extends Options {
  connect(contestant: ContestantName, settings: Settings): Promise<OpenConnection>
  report(result: ScenarioResult): Promise<unknown>
}

export interface OpenConnection extends Omit<Connection, 'close'> {
  /** Never resolves; rejects when the other side is lost. */
  crash: Promise<never>
  close(): unknown
}

interface Runner {
  entry: Entry
  /** Where the time of each round goes. */
  times: number[]
  /** Times of the slices of this round. */
  slices: number[]
  slice(): Promise<unknown>
  close(): unknown
}

/** Milliseconds after which a slice has failed. */
const patience = 30_000

const withPatience = (work: unknown, crash: Promise<never>) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no result after ${patience / 1000} s`)), patience)
  })
  return Promise.race([work, crash, late]).finally(() => clearTimeout(timer))
}

/**
 * Runs the scenarios one after another. In a scenario all contestants take turns in short slices, in an order that
 * changes from turn to turn, so that whatever else the machine does meets all of them alike.
 */
export async function runBenchmark(environment: Environment) {
  const { only, report } = environment
  const wanted = scenarios.filter(({ id }) => matches(id, only))
  for (const scenario of wanted) await report(await measure(scenario, environment))
}

const matches = (name: string, parts: string[]) =>
  parts.length === 0 || parts.some((part) => name.includes(part))

async function measure(scenario: Scenario, environment: Environment): Promise<ScenarioResult> {
  const { id, title, ops, against, references, inMilliseconds, isAwaited } = scenario
  const entries: Entry[] = []
  const runners: Runner[] = []
  for (const contestant of scenario.contestants ?? everybody) {
    if (!matches(contestant, environment.contestants)) continue
    const entry: Entry = { contestant }
    entries.push(entry)
    const missing = whyNot(contestant, scenario)
    if (missing) {
      entry.missing = missing
      continue
    }
    try {
      entry.times = []
      runners.push(await open(entry, entry.times, scenario, environment))
      if (against) {
        entry.againstTimes = []
        runners.push(await open(entry, entry.againstTimes, against, environment))
      }
    } catch (error) {
      entry.missing = `failed: ${String(error)}`
    }
  }
  if (runners.length > 0) await takeTurns(runners, environment, isAwaited)
  for (const { close } of runners) await close()
  return {
    id,
    title,
    ops,
    entries,
    ...(against && { against: against.title }),
    ...(references && { references }),
    ...(inMilliseconds && { inMilliseconds }),
  }
}

const everyone: Record<ContestantName, Contestant | WireContestant> = { ...contestants, ...wireContestants }

function whyNot(name: ContestantName, { needs = [], without = {} }: Scenario) {
  const contestant = everyone[name]
  if (contestant.needsPage && typeof document === 'undefined') return 'needs a page'
  const lacks = needs.filter((need) => !contestant[need])
  return lacks.length > 0 ? `no ${lacks.join(', ')}` : without[name]
}

async function open(entry: Entry, times: number[], task: Task, { connect }: Environment): Promise<Runner> {
  const contestant = everyone[entry.contestant]
  const { api, crash, close } = await connect(entry.contestant, task.settings ?? {})
  try {
    const client: Client = {
      api,
      callback: contestant.callback ?? cannot,
      transfer: contestant.transfer ?? cannot,
    }
    // The first answer shows that the other side has started.
    await withPatience(api.add(1, 2), crash)
    await withPatience(task.prepare?.(client), crash)
    const work = task.work(client)
    return { entry, times, slices: [], slice: () => withPatience(work(client), crash), close }
  } catch (error) {
    await close()
    throw error
  }
}

const cannot = () => {
  throw new Error('not among the features of this contestant')
}

async function takeTurns(runners: Runner[], { rounds, budget, warmUps }: Options, isAwaited = false) {
  let turns = 0
  const takeTurn = async () => {
    const start = performance.now()
    for (const runner of inOrder(runners, turns++)) await takeSlice(runner)
    return performance.now() - start
  }
  let shortest = Infinity
  for (let i = 0; i < warmUps; i++) shortest = Math.min(shortest, await takeTurn())
  for (const runner of runners) runner.slices = []

  const turnsOf = (parts: number) => Math.max(1, Math.round(budget / parts / shortest))
  const [count, slices] = isAwaited ? [turnsOf(1), 1] : [rounds, turnsOf(rounds)]
  for (let round = 0; round < count; round++) {
    for (let i = 0; i < slices; i++) await takeTurn()
    for (const runner of runners) {
      runner.times.push(typical(runner.slices))
      runner.slices = []
    }
  }
}

async function takeSlice({ entry, slices, slice }: Runner) {
  if (entry.missing) return
  try {
    const start = performance.now()
    const measured = await slice()
    slices.push(typeof measured === 'number' ? measured : performance.now() - start)
  } catch (error) {
    entry.missing = `failed: ${String(error)}`
  }
}

/** Mean of the fastest quarter: what disturbs a slice from outside only ever makes it longer. */
function typical(times: number[]) {
  const fastest = times.sort((a, b) => a - b).slice(0, Math.ceil(times.length / 4))
  return fastest.reduce((sum, time) => sum + time, 0) / fastest.length
}

/** Starts one further each time, and goes backwards every second time, so that nobody always follows the same. */
function inOrder(runners: Runner[], turn: number) {
  const start = turn % runners.length
  const rotated = [...runners.slice(start), ...runners.slice(0, start)]
  return turn % 2 === 0 ? rotated : rotated.reverse()
}
