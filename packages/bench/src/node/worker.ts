import { parentPort, workerData } from 'node:worker_threads'
import { contestants, type ContestantName } from '../contestants/index.js'
import { type Contestant, type Settings } from '../contestant.js'
import { parentEndpoint } from './endpoints.js'

const { contestant, settings } = workerData as { contestant: ContestantName; settings: Settings }
const { serve }: Contestant = contestants[contestant]
if (parentPort) void serve(parentEndpoint(parentPort), settings)
