import { expose, wrap } from 'comlink'
import { api, type Contestant, type LoadApi } from './contestant.js'

export const comlink: Contestant = {
  connect(worker) {
    const remote = wrap<LoadApi>(worker)
    return (a, b) => remote.add(a, b)
  },
  serve() {
    expose(api)
  },
}
