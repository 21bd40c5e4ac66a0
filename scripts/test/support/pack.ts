// Builds what has changed, packs every package as for publishing, and installs the tarballs in a project of their own.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The packed packages, by name. */
    packages: Record<string, PackedPackage>
    /** A folder whose `node_modules` has the packed packages and what they depend on. */
    project: string
  }
}

export interface PackedPackage {
  tarball: string
  /** Paths of the packed files. */
  files: string[]
}

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../..')
const folders = ['packages/iorpc', 'packages/react', 'packages/tap', 'devtools-panel']

/** What users have in their projects beside our packages. */
const peers = [
  'react',
  'react-dom',
  'zustand',
  '@tanstack/react-virtual',
  '@types/react',
  '@types/react-dom',
  'csstype',
]

export async function setup({ provide }: TestProject) {
  await run(process.execPath, ['scripts/build.mjs', '--if-changed'], { cwd: root })
  const folder = await mkdtemp(join(tmpdir(), 'iorpc-packed-'))
  const project = join(folder, 'project')
  const packed = await Promise.all(folders.map((it) => pack(join(root, it), folder)))
  for (const { name, tarball } of packed) {
    const installed = join(project, 'node_modules', name)
    await mkdir(installed, { recursive: true })
    await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'])
  }
  for (const peer of peers) {
    const installed = join(project, 'node_modules', peer)
    await mkdir(dirname(installed), { recursive: true })
    await symlink(join(root, 'node_modules', peer), installed)
  }
  provide('packages', Object.fromEntries(packed.map(({ name, ...it }) => [name, it])))
  provide('project', project)
  return () => rm(folder, { recursive: true })
}

async function pack(cwd: string, destination: string) {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', destination], { cwd })
  const [it] = JSON.parse(stdout) as { name: string; filename: string; files: { path: string }[] }[]
  if (!it) throw new Error(`npm pack has packed nothing in ${cwd}`)
  return { name: it.name, tarball: join(destination, it.filename), files: it.files.map(({ path }) => path) }
}
