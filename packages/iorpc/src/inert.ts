/**
 * Names that promises, serialisers, inspectors, test matchers and React ask any object for. On a remote they are
 * never calls, or `await remote` and `console.log(remote)` would send packets.
 */
const inertNames = new Set<unknown>([
  'then',
  'toJSON',
  'asymmetricMatch',
  'nodeType',
  'prototype',
  '_isMockFunction',
  '__esModule',
  'iorpcUnbind',
  'iorpcThrowError',
])

/** `$$typeof`, `@@iterator`, `@@__IMMUTABLE_ITERABLE__@@` and their like. */
const isProbe = (name: string) => name.startsWith('$$') || name.startsWith('@@')

export const isInert = (name: string | symbol): boolean =>
  typeof name === 'symbol' || inertNames.has(name) || isProbe(name) || name in Object.prototype
