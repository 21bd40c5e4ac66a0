import { describe, expect, test } from 'vitest'
import { valueText } from '../src/tabs/console/valueText.js'
import { formatDuration } from '../src/ui/format.js'
import { isWhole, previewToCode } from '../src/ui/previewText.js'

describe('values in words', () => {
  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['text', '"text"'],
    ['<function>', '"<function>"'],
    [-Infinity, '-Infinity'],
    [10n, '10n'],
    [() => 1, '<function>'],
    [new TypeError('no'), 'TypeError: no'],
    [new Uint8Array(1), '<Uint8Array 1 byte>'],
    [new Set([1]), '[\n  1\n]'],
    [{ a: undefined, b: NaN }, '{\n  "a": "<undefined>",\n  "b": "NaN"\n}'],
  ])('a result of the console: %s', (value, text) => {
    expect(valueText(value)).toBe(text)
  })

  test('a result that refers to itself, or is long, is cut', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    expect(valueText([cycle, cycle])).toBe(valueText([{ self: '<cycle>' }, { self: '<cycle>' }]))
    expect(valueText('x'.repeat(30_000))).toMatch(/^"x{19999}… 30,002 characters$/)
  })

  test('what has no properties may still be more than can be sent again', () => {
    const port = { type: 'object', name: 'MessagePort', size: 0, entries: [] } as const
    const point = { type: 'object', name: 'Point', size: 1, entries: [['x', 1]] } as const
    expect([port, point, { ...port, name: 'Object' }].map(isWhole)).toEqual([false, true, true])
    expect([port, point].map(previewToCode)).toEqual(['{} /* MessagePort */', '{ x: 1 }'])
  })

  test.each([
    [0.123, '0.12 ms'],
    [999, '999 ms'],
    [1250, '1.25 s'],
    [119_000, '2.0 min'],
    [7_200_000, '2 h'],
  ])('a duration of %d ms', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })
})
