import { contestants, type WorkerContestantName } from '../contestants/index.js'
import { type Contestant, type Settings } from '../contestant.js'
import { scopeEndpoint } from './endpoints.js'

const { contestant, settings } = JSON.parse(self.name) as {
  contestant: WorkerContestantName
  settings: Settings
}
const { serve }: Contestant = contestants[contestant]
void serve(scopeEndpoint(), settings)
