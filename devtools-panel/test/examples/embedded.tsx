import { IorpcDevtoolsPanel } from '@iorpc/devtools-panel'
import { createTap } from '@iorpc/tap'

const tap = createTap({ name: 'calculator' })

export function Inspector() {
  return <IorpcDevtoolsPanel taps={[tap]} theme="dark" style={{ height: 400 }} />
}
