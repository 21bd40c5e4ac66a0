/**
 * Names that promises, serialisers, inspectors, test matchers and React ask any object for, such as `$$typeof` and
 * `@@iterator`. On a remote they are never calls, or `await remote` and `console.log(remote)` would send packets.
 */
const probes =
  /^(then|toJSON|asymmetricMatch|nodeType|prototype|_isMockFunction|__esModule|iorpc(Unbind|ThrowError)|(\$\$|@@).*)$/s

export const isInert = (name: string | symbol): boolean =>
  typeof name === 'symbol' || probes.test(name) || name in Object.prototype
