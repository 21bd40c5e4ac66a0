import type { Id } from 'iorpc'

/**
 * A value without the value: bounded in depth, width and length, safe for JSON and for `structuredClone`.
 * Short strings, finite numbers, booleans and `null` stand for themselves.
 */
export type Preview = string | number | boolean | null | PreviewNode

/** A value that is more than a short string or a number. */
export interface PreviewNode {
  /** What it is. */
  readonly type: PreviewType
  /** Class of an object, kind of a typed array, name of a function or of an error. */
  readonly name?: string
  /** Start of a string; a number, bigint, symbol, date or regular expression as text; message of an error. */
  readonly text?: string
  /** Characters, items, properties or bytes of the original. */
  readonly size?: number
  /** Properties, items and entries that were looked at; fewer than `size` when it was too much. */
  readonly entries?: readonly PreviewEntry[]
  /** The binding that stands at this place of the packet. */
  readonly id?: Id
}

/** Key and value. Keys of a map are previews as text; items of a set are numbered. */
export type PreviewEntry = readonly [key: string, value: Preview]

/** What a value is, in a preview. */
export type PreviewType =
  | 'undefined'
  | 'string'
  | 'number'
  | 'bigint'
  | 'symbol'
  | 'function'
  | 'array'
  | 'object'
  | 'map'
  | 'set'
  | 'date'
  | 'regexp'
  | 'error'
  | 'binary'
  | 'promise'
  | 'cycle'
  /** Reading it threw, or it is a getter: recording runs no code of the user. */
  | 'unreadable'
  /** Not looked at: too deep, or too many packets at once. */
  | 'more'
  | 'redacted'
