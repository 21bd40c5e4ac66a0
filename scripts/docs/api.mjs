// The API reference: one page for each entry of the published packages, from their docstrings.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Application, Converter } from 'typedoc'

const root = join(import.meta.dirname, '../..')

/** Entries by the name that users import. */
export const entries = {
  iorpc: 'packages/iorpc/src/index.ts',
  'iorpc/transports': 'packages/iorpc/src/transports/index.ts',
  'iorpc/testing': 'packages/iorpc/src/testing/index.ts',
  '@iorpc/react': 'packages/react/src/index.ts',
  '@iorpc/react/testing': 'packages/react/src/testing/index.ts',
  '@iorpc/tap': 'packages/tap/src/index.ts',
  '@iorpc/devtools-panel': 'devtools-panel/src/index.ts',
}

/**
 * Writes the reference, and replaces what is in the folder.
 *
 * @param {string} folder
 * @throws {Error} for an export whose docstring is missing, incomplete or has a mistake
 */
export async function writeApi(folder) {
  const app = await Application.bootstrapWithPlugins({
    plugin: [fileURLToPath(import.meta.resolve('typedoc-plugin-markdown'))],
    entryPoints: Object.values(entries).map((file) => join(root, file)),
    name: 'API reference',
    tsconfig: join(root, 'tsconfig.json'),
    skipErrorChecking: true,
    readme: 'none',
    disableSources: true,
    disableGit: true,
    excludePrivate: true,
    excludeInternal: true,
    excludeExternals: true,
    sort: ['kind', 'alphabetical'],
    treatWarningsAsErrors: true,
    logLevel: 'Warn',
    outputs: [{ name: 'markdown', path: folder }],
    // Of typedoc-plugin-markdown.
    ...{
      outputFileStrategy: 'modules',
      flattenOutputFiles: true,
      hidePageHeader: true,
      hideBreadcrumbs: true,
      useCodeBlocks: true,
      useHTMLAnchors: true,
      expandObjects: true,
      parametersFormat: 'table',
      interfacePropertiesFormat: 'table',
      typeAliasPropertiesFormat: 'table',
      propertyMembersFormat: 'table',
      enumMembersFormat: 'table',
      entryFileName: 'README.md',
    },
  })
  const names = new Map(Object.entries(entries).map(([name, file]) => [join(root, file), name]))
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) {
      const file = project.getSymbolIdFromReflection(module)?.fileName
      module.name = names.get(file ?? '') ?? module.name
    }
  })
  const project = await app.convert()
  if (!project) throw new Error('typedoc cannot read the sources')
  const incomplete = (project.children ?? []).flatMap((module) => (module.children ?? []).flatMap(missing))
  if (incomplete.length > 0) throw new Error(`Docstrings lack something:\n${incomplete.join('\n')}`)
  await app.generateOutputs(project)
  if (app.logger.hasWarnings()) throw new Error('Docstrings have mistakes, see above')
}

/**
 * What the docstring of an export lacks: itself, or for a function an example or a parameter.
 *
 * @param {import('typedoc').DeclarationReflection} it
 * @returns {string[]}
 */
function missing(it) {
  const [signature] = it.signatures ?? []
  if (!signature) return it.comment || it.isReference() ? [] : [`${it.name}: a docstring`]
  const hasExample = signature.comment?.blockTags.some(({ tag }) => tag === '@example')
  const parameters = (signature.parameters ?? []).filter(({ comment }) => !comment)
  return [...(hasExample ? [] : ['@example']), ...parameters.map(({ name }) => `@param ${name}`)].map(
    (what) => `${it.name}: ${what}`,
  )
}
