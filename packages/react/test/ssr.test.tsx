import * as client from '@iorpc/react'
import {
  createRemoteStore,
  IorpcProvider,
  useConnection,
  usePending,
  useRemote,
  useRemoteCall,
  useRemoteCallback,
  useRemoteStore,
  useRemoteSubscription,
  useRemoteValue,
  useTransferProgress,
} from '@iorpc/react'
import type { Remote } from 'iorpc'
import { linkedPairs } from 'iorpc/testing'
import { Writable } from 'node:stream'
import { Suspense, type ReactNode } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import * as server from '../src/server.js'

interface Api {
  name(): string
  watch(next: (n: number) => void): () => void
}

function renderToText(node: ReactNode): Promise<{ html: string; errors: unknown[] }> {
  return new Promise((resolve, reject) => {
    let html = ''
    const errors: unknown[] = []
    const stream = renderToPipeableStream(node, {
      onError: (error) => void errors.push(error),
      onShellError: reject,
      onAllReady() {
        const sink = new Writable({
          write(chunk, _encoding, done) {
            html += String(chunk)
            done()
          },
          final(done) {
            resolve({ html, errors })
            done()
          },
        })
        stream.pipe(sink)
      },
    })
  })
}

const store = createRemoteStore((remote: Remote<Api>, next: (n: number) => void) => remote.watch(next), {
  initial: 7,
})

function Everything() {
  const remote = useRemote<Api>()
  const callback = useRemoteCallback(() => {})
  const { status } = useConnection()
  const call = useRemoteCall<Api['name']>('name')
  const subscription = useRemoteSubscription(
    (far: Remote<Api>, next: (n: number) => void) => far.watch(next),
    [],
  )
  const stored = useRemoteStore(store)
  const pending = usePending()
  const transfers = useTransferProgress()
  return (
    <p>
      {[
        typeof remote,
        typeof callback,
        status,
        call.status,
        subscription.status,
        stored,
        pending,
        transfers.length,
      ].join(' ')}
    </p>
  )
}

const Name = () => <b>{useRemoteValue<Api['name']>('name', [])}</b>

test('on the server nothing is connected, and all hooks render', async () => {
  const connect = vi.fn(() => {
    throw new Error('connected on the server')
  })
  const { html, errors } = await renderToText(
    <IorpcProvider connect={connect}>
      <Everything />
    </IorpcProvider>,
  )
  expect(html).toContain('<p>object function connecting idle pending 7 0 0</p>')
  expect(errors).toEqual([])
  expect(connect).not.toHaveBeenCalled()
})

test('a value leaves the fallback in the page, with an error that says why', async () => {
  const { html, errors } = await renderToText(
    <IorpcProvider connect={() => Promise.reject(new Error('connected on the server'))}>
      <Suspense fallback="loading">
        <Name />
      </Suspense>
    </IorpcProvider>,
  )
  expect(html).toContain('loading')
  expect(errors).toMatchObject([{ message: expect.stringContaining('in the browser only') as string }])
})

test('with a pair that the server has, values are rendered there', async () => {
  const { a } = linkedPairs<object, Api>({ localB: { name: () => 'from the server', watch: () => () => {} } })
  const { html, errors } = await renderToText(
    <IorpcProvider api={a}>
      <Suspense fallback="loading">
        <Name />
      </Suspense>
    </IorpcProvider>,
  )
  expect(html).toContain('<b>from the server</b>')
  expect(errors).toEqual([])
})

test('in a server component every export says what to do', () => {
  expect(Object.keys(server).sort()).toEqual(Object.keys(client).sort())
  for (const refuse of Object.values(server)) expect(refuse).toThrow("put 'use client' at the top")
})
