/**
 * The part of a source file between the lines `// #region` and `// #endregion`, without its common indentation; the
 * whole file when it has no such lines.
 */
export function regionOf(source: string): string {
  const region = /^ *\/\/ #region\n([^]*?)^ *\/\/ #endregion$/m.exec(source)?.[1] ?? source
  const lines = region.trimEnd().split('\n')
  const indents = lines.filter((line) => line.trim()).map((line) => line.search(/\S/))
  const indent = Math.min(...indents)
  return lines.map((line) => line.slice(indent)).join('\n')
}
