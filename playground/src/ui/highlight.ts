export interface Token {
  kind: 'comment' | 'string' | 'keyword' | undefined
  text: string
}

const keywords =
  'as async await break case catch class const continue default else export extends finally for from function if ' +
  'import in interface let new null of return satisfies switch this throw true false try type typeof undefined void while'

const pattern = new RegExp(
  [
    /(?<comment>\/\/.*|\/\*[^]*?\*\/)/.source,
    /(?<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)/.source,
    `(?<keyword>\\b(?:${keywords.replaceAll(' ', '|')})\\b)`,
  ].join('|'),
  'g',
)

/** Splits code into what is worth a colour and the rest. Good enough for the code of this page. */
export function highlight(code: string): Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const match of code.matchAll(pattern)) {
    const { comment, string } = match.groups ?? {}
    tokens.push({ kind: undefined, text: code.slice(end, match.index) })
    tokens.push({ kind: comment ? 'comment' : string ? 'string' : 'keyword', text: match[0] })
    end = match.index + match[0].length
  }
  return [...tokens, { kind: undefined, text: code.slice(end) }]
}
