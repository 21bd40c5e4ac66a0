import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { withOptions } from 'iorpc'
import { connect, scripted } from '../support/connect.js'

describe('the remote', () => {
  test('keeps the function of a name', () => {
    const { it } = scripted()
    expect(it.remote.add).toBe(it.remote.add)
    expect(it.remote.noWait.add).toBe(it.remote.noWait.add)
  })

  test('is no function, and cannot be changed', () => {
    const { it } = scripted()
    expect(typeof it.remote).toBe('object')
    expect(() => Object.assign(it.remote, { add: 1 })).toThrow(TypeError)
  })

  test('a name that is read sends nothing', () => {
    const { it, take } = scripted()
    expect(typeof it.remote.add).toBe('function')
    expect(take()).toEqual([])
  })

  test('noWait affects its one call', async () => {
    const { A, sentBy } = connect({}, { local: { f: () => 1 } })
    const { noWait } = A.remote
    expect(noWait.f()).toBeUndefined()
    expect(await A.remote.f()).toBe(1)
    expect(sentBy('A').map((packet) => packet.cbId)).toEqual([false, expect.any(Number)])
  })

  test('many names do not fill the memory, and all work', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `f${index}`)
    const local = Object.fromEntries(names.map((name) => [name, () => name]))
    const { A } = connect({}, { local })
    expect(await Promise.all(names.map((name) => A.remote[name]()))).toEqual(names)
  })
})

describe('the remote is inert', () => {
  const harmless: Record<string, (remote: object) => unknown> = {
    await: async (remote) => (await remote) === remote,
    'Promise.resolve': async (remote) => (await Promise.resolve(remote)) === remote,
    'JSON.stringify': (remote) => JSON.stringify(remote) === '{}',
    'a template': (remote) => typeof `${remote as unknown as string}` === 'string',
    concatenation: (remote) => typeof (remote + '') === 'string',
    comparison: (remote) => (remote as unknown as number) > 1 || true,
    'console.log': (remote) => typeof inspect(remote) === 'string',
    'console.log with proxies': (remote) =>
      typeof inspect(remote, { showProxy: true, depth: 5 }) === 'string',
    toEqual: (remote) => expect(remote).toEqual(remote),
    'toEqual another': (remote) => expect(remote).not.toEqual({ a: 1 }),
    toStrictEqual: (remote) => expect({ remote }).toStrictEqual({ remote }),
    toMatchObject: (remote) => expect({ remote }).toMatchObject({}),
    'a failing matcher': (remote) => expect(() => expect(remote).toBe(1)).toThrow(),
    'Object.keys': (remote) => Object.keys(remote).length === 0,
    spread: (remote) => Object.keys({ ...remote }).length === 0,
    'for in': (remote) => {
      for (const key in remote) throw new Error(key)
    },
    in: (remote) => !('add' in remote),
    instanceof: (remote) => !(remote instanceof Promise),
    'Object.prototype.toString': (remote) => Object.prototype.toString.call(remote),
    'probes of React': (remote) => {
      for (const name of [
        '$$typeof',
        '@@iterator',
        '@@__IMMUTABLE_ITERABLE__@@',
        'toJSON',
        'nodeType',
        'prototype',
      ]) {
        expect(Reflect.get(remote, name)).toBeUndefined()
      }
    },
    symbols: (remote) => {
      for (const name of [
        Symbol.iterator,
        Symbol.asyncIterator,
        Symbol.toPrimitive,
        Symbol.toStringTag,
        Symbol.dispose,
      ]) {
        expect(Reflect.get(remote, name)).toBeUndefined()
      }
    },
    'reserved names': (remote) => {
      for (const name of ['iorpcUnbind', 'iorpcThrowError']) expect(Reflect.get(remote, name)).toBeUndefined()
    },
  }

  test.each(Object.entries(harmless))('%s', async (_name, use) => {
    const { it, take } = scripted()
    for (const remote of [it.remote, it.remote.noWait, withOptions(it.remote, { timeout: 1 })]) {
      expect(await use(remote)).not.toBe(false)
    }
    expect(take()).toEqual([])
    expect(it.pending()).toBe(0)
  })
})
