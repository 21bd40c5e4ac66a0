// `npm run docs` writes what is made of the sources: code and numbers in documents, and the API reference.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeApi } from './docs/api.mjs'
import { current } from './docs/current.mjs'
import { documents } from './docs/documents.mjs'

for (const document of documents()) {
  const text = await current(document)
  if (text !== readFileSync(document, 'utf8')) writeFileSync(document, text)
}
await writeApi(join(import.meta.dirname, '../docs/api'))
