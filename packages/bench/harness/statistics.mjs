/**
 * @param {number[]} values
 * @param {number} part how many of them are below, from 0 to 1
 */
const quantile = (values, part) => {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * part
  const below = sorted[Math.floor(at)]
  return below + (sorted[Math.ceil(at)] - below) * (at % 1)
}

/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5)

/**
 * How many times `those` took as long as `these`, round by round, as what the machine does in a round meets both: the
 * median, and where the middle half begins and ends.
 *
 * @param {number[]} these
 * @param {number[]} those
 */
export const compare = (these, those) => {
  const ratios = these.map((time, round) => those[round] / time)
  return { median: median(ratios), low: quantile(ratios, 0.25), high: quantile(ratios, 0.75) }
}
