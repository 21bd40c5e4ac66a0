import { describe, expect, test } from 'vitest'
import { compileFilter } from '../src/filter/compile.js'
import { completeFilter } from '../src/filter/complete.js'
import { type Vocabulary } from '../src/filter/fields.js'
import { parseFilter } from '../src/filter/parse.js'

interface Pet {
  name: string
  kind: 'cat' | 'dog'
  size: number
  age: number
  ids: string[]
}

const pets: Pet[] = [
  { name: 'Tom', kind: 'cat', size: 4096, age: 31_000, ids: ['1'] },
  { name: 'Rex', kind: 'dog', size: 70_000, age: 500, ids: ['2', '3'] },
  { name: 'Big Ben', kind: 'dog', size: 200_000, age: 90_000, ids: ['42'] },
]

const vocabulary: Vocabulary<Pet> = {
  rows: 'pets',
  fields: [
    { key: 'kind', type: 'choice', choices: ['cat', 'dog'], help: 'cat or dog', read: (pet) => pet.kind },
    { key: 'method', type: 'text', help: 'name', read: (pet) => pet.name },
    { key: 'binding', type: 'id', help: 'id', read: (pet) => pet.ids },
    { key: 'size', type: 'size', help: 'bytes', read: (pet) => pet.size },
    { key: 'age', type: 'duration', help: 'time', read: (pet) => pet.age },
  ],
  text: (pet) => pet.name,
}

function find(text: string): string[] {
  return pets.filter(compileFilter(text, vocabulary).matches).map((pet) => pet.name)
}

describe('what a filter finds', () => {
  test.each([
    ['', ['Tom', 'Rex', 'Big Ben']],
    ['tom', ['Tom']],
    ['"big b"', ['Big Ben']],
    ['kind:dog', ['Rex', 'Big Ben']],
    ['kind:cat,dog', ['Tom', 'Rex', 'Big Ben']],
    ['-kind:dog', ['Tom']],
    ['kind:DOG method:re', ['Rex']],
    ['method:"big ben",tom', ['Tom', 'Big Ben']],
    ['binding:3', ['Rex']],
    ['binding:4', []],
    ['binding:#3', ['Rex']],
    ['"kind=dog"', []],
    ['size>64k', ['Rex', 'Big Ben']],
    ['size<=4k', ['Tom']],
    ['age>30s', ['Tom', 'Big Ben']],
    ['age>=1.5m', ['Big Ben']],
    ['age:500', ['Rex']],
    ['kind:dog age<1s -method:tom', ['Rex']],
  ])('%s', (text, names) => {
    expect(compileFilter(text, vocabulary).errors).toEqual([])
    expect(find(text)).toEqual(names)
  })
})

describe('what is wrong with a filter', () => {
  test.each([
    ['kind:dog hue:red', 9, 16, /“hue” is unknown. Known are kind, method/],
    ['verdict:leak', 0, 12, /Pets have no “verdict”/],
    ['kind:bird', 0, 9, /“bird” is not one of cat, dog/],
    ['rex size>many', 4, 13, /“many” is no size. Try 64k/],
    ['age>3parsecs', 0, 12, /“parsecs” is no unit of a duration/],
    ['kind>dog', 0, 8, /“kind” is no number: write kind:dog/],
    ['kind:', 0, 5, /“kind:” needs a value/],
    ['kind:dog,', 0, 9, /needs a value/],
    ['kind:dog "big', 9, 13, /A quote is not closed/],
    ['size > 64k', 5, 6, /without spaces: size>64k/],
    ['kind:dog -', 9, 10, /“-” turns the word behind it around/],
    ['rex kind=dog', 4, 12, /Write kind:dog/],
  ])('%s', (text, start, end, message) => {
    expect(compileFilter(text, vocabulary).errors).toEqual([
      { start, end, message: expect.stringMatching(message) as string },
    ])
  })

  test('a name with quotes is found without them', () => {
    const named: Vocabulary<string> = {
      rows: 'names',
      fields: [{ key: 'method', type: 'text', help: 'name', read: (name) => name }],
      text: (name) => name,
    }
    const { matches, errors } = compileFilter('method:"the fast one"', named)
    expect(errors).toEqual([])
    expect(matches('the "fast" one')).toBe(true)
  })

  test('the rest of the filter still applies', () => {
    expect(find('kind:dog hue:red')).toEqual(['Rex', 'Big Ben'])
  })

  test('no text makes the parser throw', () => {
    for (const text of [
      '"',
      '-',
      ':',
      '>',
      '--',
      ',,,',
      'a:"b',
      '""',
      'size>',
      'a:b:c',
      '🐈:x',
      '\\',
      'kind:""',
    ]) {
      expect(() => compileFilter(text, vocabulary)).not.toThrow()
      expect(parseFilter(text).terms.length + parseFilter(text).errors.length).toBe(1)
    }
  })
})

describe('completion', () => {
  const complete = (text: string, caret = text.length) =>
    completeFilter(text, caret, vocabulary, (key) => (key === 'method' ? pets.map((pet) => pet.name) : []))
  const words = (text: string, caret?: number) => complete(text, caret).items.map((item) => item.word)

  test('offers keys, each with its sign', () => {
    expect(words('')).toEqual(['kind:', 'method:', 'binding:', 'size>', 'age>'])
    expect(words('si')).toEqual(['size>'])
    expect(words('-ki')).toEqual(['-kind:'])
  })

  test('offers the values of a key, also the second one, also those that were only seen', () => {
    expect(words('kind:')).toEqual(['kind:cat', 'kind:dog'])
    expect(words('kind:cat,d')).toEqual(['kind:cat,dog'])
    expect(words('kind:cat,')).toEqual(['kind:cat,dog'])
    expect(words('method:e')).toEqual(['method:Rex', 'method:"Big Ben"'])
  })

  test('replaces the word that the caret is in', () => {
    expect(complete('kind:dog me rex', 11)).toMatchObject({ start: 9, end: 11 })
    expect(complete('method:"big ben" me')).toMatchObject({ start: 17, end: 19 })
  })

  test('offers nothing for a word that is complete', () => {
    expect(words('kind:cat')).toEqual([])
    expect(words('hue:')).toEqual([])
  })
})
