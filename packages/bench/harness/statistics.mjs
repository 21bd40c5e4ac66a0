/** @param {number[]} values */
export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * How many times `those` took as long as `these`, round by round: what the machine does in a round meets both.
 *
 * @param {number[]} these
 * @param {number[]} those
 */
export const compare = (these, those) => {
  const ratios = these.map((time, round) => those[round] / time)
  return { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) }
}
