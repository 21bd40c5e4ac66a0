// The defaults that documents tell, read from the code that has them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** @type {[what: string, option: string, file: string, pattern: RegExp, unit?: (value: number) => string][]} */
const limits = [
  [
    'Waiting calls and callbacks of a side',
    'maxPendingResponses',
    'iorpc/src/pair.ts',
    /maxPendingResponses \?\? ([\d_]+)/,
  ],
  [
    'Remembered ids beyond these: released functions, calls given up',
    '',
    'iorpc/src/bindings.ts',
    /REMEMBERED = ([\d_]+)/,
  ],
  ['Arguments of a packet', '', 'iorpc/src/packet.ts', /MAX_LENGTH = ([\d_]+)/],
  ['Depth of a transform', '', 'iorpc/src/packet.ts', /MAX_DEPTH = ([\d_]+)/],
  ['Calls that a transport keeps until it opens', '', 'iorpc/src/transports/link.ts', /maxKept = ([\d_]+)/],
  ['Packets in a batch', '', 'iorpc/src/transports/batchFormat.ts', /maxBatch = ([\d_]+)/],
  [
    'Unfinished binary packets',
    'maxPendingPackets',
    'iorpc/src/bin/receiver.ts',
    /maxPendingPackets = ([\d_]+)/,
  ],
  [
    'Bytes of unfinished binary packets',
    'maxPendingBytes',
    'iorpc/src/bin/receiver.ts',
    /maxPendingBytes = ([\d_* ]+)/,
    bytes,
  ],
  [
    'Time without a message of an unfinished packet',
    'pendingTTL',
    'iorpc/src/bin/receiver.ts',
    /pendingTTL = ([\d_]+)/,
    seconds,
  ],
  ['Packets that a tap keeps', 'maxPackets', 'tap/src/packetLog.ts', /maxPackets = ([\d_]+)/],
  ['Bytes that these may hold', 'maxBytes', 'tap/src/packetLog.ts', /maxBytes = ([\d_* ]+)/, bytes],
]

/** @param {number} value */
function bytes(value) {
  return value >= 2 ** 30 ? `${value / 2 ** 30} GiB` : `${value / 2 ** 20} MiB`
}

/** @param {number} value */
function seconds(value) {
  return `${value / 1000} s`
}

/**
 * A number as code has it: `10_000`, `16 * 1024`, `2 ** 30`.
 *
 * @param {string} code
 */
function numberOf(code) {
  const factors = code
    .replaceAll('_', '')
    .split(/ \* /)
    .map((factor) => {
      const [base, exponent] = factor.split('**').map(Number)
      return (base ?? NaN) ** (exponent ?? 1)
    })
  return factors.reduce((product, factor) => product * factor, 1)
}

/** The table of limits in `docs/reliability.md`. */
export function limitsTable() {
  const body = limits.map(([what, option, file, pattern, unit]) => {
    const [, code] = pattern.exec(readFileSync(join(root, 'packages', file), 'utf8')) ?? []
    if (code === undefined) throw new Error(`packages/${file} has nothing like ${pattern}`)
    const value = numberOf(code.trim())
    return `| ${what} | ${unit ? unit(value) : value.toLocaleString('en-US')} | ${option && `\`${option}\``} |`
  })
  return ['| what is bounded | default | option |', '| --- | ---: | --- |', ...body].join('\n')
}
