import 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** The React that the tests of this project are run with. */
    reactVersion: string
    /** How many programs the randomised test runs. */
    randomRuns: number
  }
}
