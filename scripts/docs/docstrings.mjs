// Examples in docstrings are type-checked. They leave out what every reader knows, so a name that is declared nowhere may
// be anything; but what the packages export has its type.
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { entries } from './api.mjs'
import { filesNamed } from './documents.mjs'

const root = join(import.meta.dirname, '../..')

/** Names that only the reader knows, modules of theirs, parameters typed by these, and `return` in a body that is not shown. */
const left = new Set([1108, 2304, 2307, 2503, 2552, 7006, 7019, 7031, 18004])

/**
 * What each name can be imported from; the first entry that exports it counts.
 *
 * @param {ts.CompilerOptions} options
 * @param {ts.CompilerHost} host
 */
function exportedNames(options, host) {
  const files = Object.values(entries).map((file) => join(root, file))
  const program = ts.createProgram(files, options, host)
  const checker = program.getTypeChecker()
  /** @type {Map<string, string>} */
  const found = new Map()
  for (const [specifier, file] of Object.entries(entries)) {
    const source = program.getSourceFile(join(root, file))
    const module = source && checker.getSymbolAtLocation(source)
    for (const { name } of module ? checker.getExportsOfModule(module) : []) {
      if (name !== 'default' && !found.has(name)) found.set(name, specifier)
    }
  }
  return found
}

/**
 * An example as a module of its own.
 *
 * @param {string} code
 * @param {Map<string, string>} names
 */
function moduleOf(code, names) {
  const isDeclared = (/** @type {string} */ name) =>
    new RegExp(
      `(?:const|let|function|class|interface|type) ${name}\\b|[{,][^{}]*\\b${name}\\b[^{}]*\\} (?:=|from)`,
    ).test(code)
  const used = [...names].filter(
    ([name]) => new RegExp(`(?<![.\\w'])${name}\\b(?!')`).test(code) && !isDeclared(name),
  )
  const imports = used.map(([name, specifier]) => `import { ${name} } from '${specifier}'; `)
  return `${imports.join('')}export {};\n${code}`
}

/**
 * Reads files, each once, and what is in `modules` from there.
 *
 * @param {ts.CompilerOptions} options
 * @param {Map<string, string>} modules
 */
function hostOf(options, modules) {
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  /** @type {Map<string, ts.SourceFile | undefined>} */
  const read = new Map()
  host.fileExists = (file) => modules.has(file) || fileExists(file)
  host.readFile = (file) => modules.get(file) ?? readFile(file)
  host.getSourceFile = (file, ...rest) => {
    const code = modules.get(file)
    if (code !== undefined) return ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true)
    if (!read.has(file)) read.set(file, getSourceFile(file, ...rest))
    return read.get(file)
  }
  return host
}

/**
 * What is wrong with the examples in docstrings.
 *
 * @returns {{ count: number, problems: string[] }}
 */
export function checkExamples() {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root)
  const relaxed = {
    ...options,
    verbatimModuleSyntax: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
  }
  /** @type {Map<string, string>} */
  const modules = new Map()
  const host = hostOf(relaxed, modules)
  const names = exportedNames(relaxed, host)
  const folders = ['packages/iorpc/src', 'packages/react/src', 'packages/tap/src', 'devtools-panel/src']
  for (const file of folders.flatMap((folder) => filesNamed(/\.tsx?$/, join(root, folder)))) {
    for (const [comment] of readFileSync(file, 'utf8').matchAll(/\/\*\*(?:(?!\*\/)[^])*\*\//g)) {
      const text = comment.slice(3, -2).replace(/^[ \t]*\* ?/gm, '')
      for (const [, code = ''] of text.matchAll(/^@example\n((?:(?!^@[a-z])[^])*)/gm)) {
        modules.set(`${file.replace(/\.tsx?$/, '')}.example${modules.size}.tsx`, moduleOf(code, names))
      }
    }
  }

  const program = ts.createProgram([...modules.keys()], relaxed, host)
  const problems = [...modules.keys()].flatMap((file) => {
    const source = program.getSourceFile(file)
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    return found
      .filter(({ code }) => !left.has(code))
      .map(
        ({ messageText }) => `${relative(root, file)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
      )
  })
  return { count: modules.size, problems }
}
