import { cpus } from 'node:os'

/** Where and when the run takes place. */
export const describeMachine = () => {
  const [first, ...others] = cpus()
  const model = first ? first.model.trim() : 'unknown processor'
  return `${model}, ${others.length + 1} cores, ${process.platform}, ${new Date().toISOString().slice(0, 10)}`
}
