/** A file somebody chose or dropped, read in a worker that is ended when it takes too long. */
import { type FileRead, limits } from './file-cells.ts'

export type ReadChosen = (file: File) => Promise<FileRead>

/** Refuses by size before a byte is read. */
export const readChosen: ReadChosen = async file => {
  if (file.size > limits.file) return { ok: false, problem: 'too-big' }
  if (file.size === 0) return { ok: false, problem: 'empty' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module' })
  let patience: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise<FileRead>(done => {
      patience = setTimeout(() => done({ ok: false, problem: 'too-slow' }), limits.patience)
      worker.addEventListener('message', (event: MessageEvent<FileRead>) => done(event.data))
      worker.addEventListener('error', event => {
        console.warn('Fieldfare: a file could not be read', event.message)
        done({ ok: false, problem: 'damaged' })
      })
      worker.postMessage(bytes, [bytes.buffer])
    })
  } finally {
    clearTimeout(patience)
    worker.terminate()
  }
}
