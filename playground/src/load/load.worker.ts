import { contestants } from './contestants/index.js'

// A worker serves the contestant that it is named after.
contestants.get(self.name)?.serve()
