import { createBirpc } from 'birpc'
import { createApi } from '../api.js'
import { type Api, type Contestant, type RemoteApi } from '../contestant.js'

/** Calls go both ways, but functions are no values: no callbacks. Nothing is moved: `post` takes no list. */
export const birpc: Contestant = {
  connect: ({ post, listen }) => ({
    api: createBirpc<RemoteApi>({}, { post: (message) => post(message), on: listen }),
  }),
  serve({ post, listen }) {
    createBirpc<object, Api>(createApi(), { post: (message) => post(message), on: listen })
  },
}
