import { version } from 'react'
import { version as domVersion } from 'react-dom'
import { expect, inject, test } from 'vitest'

test('the tests run with the React that their project names', () => {
  // The published 18.0.0 adds the commit to its version.
  const wanted = expect.stringMatching(`^${inject('reactVersion')}(-|$)`) as string
  expect([version, domVersion]).toEqual([wanted, wanted])
})
