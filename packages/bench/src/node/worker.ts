import { parentPort, workerData } from 'node:worker_threads'
import { contestants, type WorkerContestantName } from '../contestants/index.js'
import { type Contestant, type Settings } from '../contestant.js'
import { parentEndpoint } from './endpoints.js'

const { contestant, settings } = workerData as { contestant: WorkerContestantName; settings: Settings }
const { serve }: Contestant = contestants[contestant]
if (parentPort) void serve(parentEndpoint(parentPort), settings)
