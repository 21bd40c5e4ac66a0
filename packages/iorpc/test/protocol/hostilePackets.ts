/**
 * What must come of a packet of a broken or hostile peer:
 * `drop` nothing is sent; `error` one `iorpcThrowError` for its `cbId`; `ok` a normal reply;
 * `unbind` nothing but `iorpcUnbind` for the ids it carried.
 */
type Outcome = 'drop' | 'error' | 'ok' | 'unbind'

/** `any`: in flat and in nested mode, the transform given in the flat form. */
type Mode = 'any' | 'flat' | 'nested'

export interface HostilePacket {
  name: string
  mode: Mode
  expect: Outcome
  packet: unknown
}

const packet = (apiFunc: unknown, cbId: unknown, args: unknown = [], argsTransform: unknown = []) => ({
  apiFunc,
  cbId,
  args,
  argsTransform,
})

const cases = (mode: Mode, expect: Outcome, packets: Record<string, unknown>): HostilePacket[] =>
  Object.entries(packets).map(([name, packet]) => ({ name, mode, expect, packet }))

const json = (text: string): unknown => JSON.parse(text)

function deepTransform(levels: number): unknown {
  let transform: unknown = 1
  for (let level = 0; level < levels; level++) transform = { a: transform }
  return transform
}

function deepValue(levels: number): unknown {
  let value: unknown = 12345
  for (let level = 0; level < levels; level++) value = { a: value }
  return value
}

export const hostilePackets: HostilePacket[] = [
  ...cases('any', 'drop', {
    'no packet at all': undefined,
    null: null,
    'a string': 'hi',
    'a number': 5,
    'an array': [],
    'an empty object': {},
    'apiFunc null': packet(null, 1),
    'apiFunc a number': packet(5, 1),
    'apiFunc an object': packet({}, 1),
    'cbId missing': { apiFunc: 'add', args: [1, 2], argsTransform: [] },
    'cbId true': packet('add', true, [1, 2]),
    'cbId null': packet('add', null, [1, 2]),
    'cbId an object': packet('add', {}, [1, 2]),
    'cbId NaN': packet('add', NaN, [1, 2]),
    'cbId Infinity': packet('add', Infinity, [1, 2]),
    'cbId empty': packet('add', '', [1, 2]),
    'cbId noWait': packet('add', 'noWait', [1, 2]),
    'cbId a control name': packet('add', 'iorpcUnbind', [1, 2]),
    'noWait call with bad args': packet('add', false, null),
    'noWait call with a bad transform': packet('add', false, [1], [7]),
    'noWait call of nothing': packet('nope', false),
    'unbind without args': { apiFunc: 'iorpcUnbind' },
    'unbind of nothing': packet('iorpcUnbind', false, []),
    'unbind of an object': packet('iorpcUnbind', false, [{}]),
    'unbind of an unknown id': packet('iorpcUnbind', false, [12345]),
    'error without args': { apiFunc: 'iorpcThrowError' },
    'error for an unknown call': packet('iorpcThrowError', false, [77, 'x', 's']),
    'error for call false': packet('iorpcThrowError', false, [false, 'x', 's']),
    'error for an object': packet('iorpcThrowError', false, [{}, 'x', 's']),
    'reply to an unknown call': packet('999999999', false, [1]),
    'reply to a name': packet('__proto__', false, [1]),
  }),
  ...cases('any', 'error', {
    'args missing': { apiFunc: 'add', cbId: 1 },
    'argsTransform missing': { apiFunc: 'add', cbId: 1, args: [1, 2] },
    'args null': packet('add', 1, null),
    'args a string': packet('add', 1, 'ab'),
    'args with a length of 30 million': packet('add', 1, { length: 30_000_000 }),
    'args a sparse array of 30 million': packet('add', 1, new Array(30_000_000)),
    'args of four billion holes': packet('add', 1, new Array(2 ** 32 - 1)),
    'argsTransform null': packet('add', 1, [1], null),
    'argsTransform a string': packet('add', 1, [1], '0'),
    'apiFunc empty': packet('', 1),
    'apiFunc of private data': packet('version', 1),
    'call of an unknown callback': packet('999999999', 5, [1]),
    'unbind that wants an answer': packet('iorpcUnbind', 9, [12345]),
    'error that wants an answer': packet('iorpcThrowError', 9, [12345, 'x', 's']),
    toString: packet('toString', 1, ['x']),
    valueOf: packet('valueOf', 1, ['x']),
    __proto__: packet('__proto__', 1, ['x']),
    constructor: packet('constructor', 1, ['x']),
    hasOwnProperty: packet('hasOwnProperty', 1, ['x']),
    isPrototypeOf: packet('isPrototypeOf', 1, ['x']),
    __defineGetter__: packet('__defineGetter__', 1, ['x']),
    __lookupSetter__: packet('__lookupSetter__', 1, ['x']),
  }),
  ...cases('any', 'unbind', {
    'late reply with a function': packet('999999999', false, [12345], [0]),
  }),
  ...cases('any', 'ok', {
    'string id': packet('add', 'my-call', [1, 2]),
    'negative id': packet('add', -4, [1, 2]),
    'id zero': packet('add', 0, [1, 2]),
  }),
  ...cases('flat', 'error', {
    'index "length"': packet('add', 1, [1, 2], ['length']),
    'index beyond args': packet('add', 1, [1], [5]),
    'index -1': packet('add', 1, [1], [-1]),
    'index 0.5': packet('add', 1, [1], [0.5]),
    'index twice': packet('add', 1, [1, 2], [0, 0]),
    'index as text': packet('add', 1, [1], ['0']),
    'index of a named property': packet('add', 1, Object.assign([1], { 1.5: 7 }), [1.5]),
    'negative index of a named property': packet('add', 1, Object.assign([1], { '-1': 7 }), [-1]),
    'index of a hole': packet('add', 1, [, 1], [0]), // eslint-disable-line no-sparse-arrays -- the hole is the case
    'a hole in argsTransform': packet('add', 1, [7, 8], [, 0]), // eslint-disable-line no-sparse-arrays -- the hole is the case
    'argsTransform of four billion holes': packet('add', 1, [7], new Array(2 ** 32 - 1)),
    'id an object': packet('add', 1, [{ a: 1 }], [0]),
    'id NaN': packet('add', 1, [NaN], [0]),
    'id noWait': packet('sub', 1, ['noWait'], [0]),
    'id a control name': packet('sub', 1, ['iorpcThrowError'], [0]),
    'nested transform in flat mode': packet('sub', 1, [{ a: 1 }], { 0: { a: 1 } }),
  }),
  ...cases('nested', 'error', {
    'flat transform in nested mode': { ...packet('sub', 1, [7]), argsTransform: [0] },
    'path through hasOwnProperty': packet('add', 1, ['x'], { 0: { hasOwnProperty: { call: 1 } } }),
    'leaf null': packet('add', 1, [1], { 0: null }),
    'leaf 2': packet('add', 1, [1], { 0: 2 }),
    'leaf an array': packet('add', 1, [[7]], { 0: [1] }),
    'path to nothing': packet('add', 1, [], { 0: { a: 1 } }),
    'path through a primitive': packet('add', 1, ['x'], { 0: { foo: 1 } }),
    'path through null': packet('add', 1, [null], { 0: { foo: 1 } }),
    'path to length': packet('add', 1, [[1]], { 0: { length: 1 } }),
    'path into a typed array': packet('add', 1, [new Uint8Array([1])], { 0: { 0: 1 } }),
    'own __proto__ in the transform only': json(
      '{"apiFunc":"add","cbId":1,"args":[{}],"argsTransform":{"0":{"__proto__":{"x":1}}}}',
    ),
    'inherited constructor': packet('add', 1, [{}], { 0: { constructor: 1 } }),
    'one good path and one bad': packet('add', 1, [{ f: 7 }], { 0: { f: 1, g: 1 } }),
    '2,000 levels': packet('add', 1, [deepValue(2000)], { 0: deepTransform(2000) }),
  }),
  ...cases('nested', 'ok', {
    'empty flat transform in nested mode': { ...packet('add', 1, [1, 2]), argsTransform: [] },
    'own __proto__ as data': json(
      '{"apiFunc":"add","cbId":1,"args":[{"__proto__":7},2],"argsTransform":{"0":{"__proto__":1}}}',
    ),
  }),
  ...cases('flat', 'ok', {
    'empty nested transform in flat mode': packet('add', 1, [1, 2], {}),
    '__proto__ as data': json(
      '{"apiFunc":"add","cbId":1,"args":[{"__proto__":{"x":1}},2],"argsTransform":[]}',
    ),
  }),
]
