// `npm run build:playground` writes the playground as files that any static server can serve, from any folder:
// `node scripts/buildPlayground.mjs [folder]`, default `playground/dist`.
import { join, resolve } from 'node:path'
import { installWhenNeeded, root } from './install.mjs'

installWhenNeeded()

// The panel shall tell who leaks, and where: that takes the names of components, their stacks and source maps.
process.env.NODE_ENV = 'development'
const { build } = await import('vite')

const outDir = resolve(process.argv[2] ?? join(root, 'playground/dist'))

/**
 * @param {string} folder
 * @param {import('vite').UserConfig} config
 */
const buildPages = (folder, { build: options, ...config }) =>
  build({
    ...config,
    configFile: join(root, 'vite.config.ts'),
    root: join(root, folder),
    base: './',
    logLevel: 'warn',
    build: { ...options, minify: false, emptyOutDir: true, chunkSizeWarningLimit: Infinity },
  })

/** Escapes what would end a script. */
const scriptText = (/** @type {string} */ code) => code.replaceAll('</script', '<\\/script')

/**
 * Puts scripts and styles into the page. The sandbox gives it an opaque origin, and a server that knows nothing of CORS
 * would not let it load modules.
 *
 * @type {import('vite').Plugin}
 */
const onePage = {
  name: 'one-page',
  enforce: 'post',
  generateBundle(_, bundle) {
    const page = bundle['index.html']
    if (page?.type !== 'asset') throw new Error('The iframe has no page')
    for (const [name, file] of Object.entries(bundle)) {
      if (file === page) continue
      const tag = new RegExp(`<(script|link)[^>]*"./${name}"[^>]*>(</script>)?`)
      const text =
        file.type === 'chunk'
          ? `<script type="module">${scriptText(file.code)}</script>`
          : `<style>${file.source}</style>`
      page.source = String(page.source).replace(tag, () => text)
      Reflect.deleteProperty(bundle, name)
    }
  },
}

await buildPages('playground', {
  define: {
    'import.meta.env.VITE_FRAME_URL': '"frame/index.html"',
    'import.meta.env.VITE_FRAME_ORIGIN': '"null"',
  },
  build: {
    outDir,
    sourcemap: true,
    rolldownOptions: {
      input: ['index.html', 'example/index.html'].map((page) => join(root, 'playground', page)),
      output: {
        // As in an app that has installed them: the panel passes over what comes from there.
        sourcemapPathTransform: (source) => source.replace(/^.*\/packages\//, 'node_modules/'),
      },
    },
  },
})
await buildPages('playground/frame', {
  plugins: [onePage],
  build: { outDir: join(outDir, 'frame'), modulePreload: false },
})
console.log(`The playground is in ${outDir}`)
