/**
 * Everything a device would take from chance, the machine's clock or a thread pool, made to follow from one number:
 * the same seed and the same steps give the same ids, the same order of events and the same end.
 */
import { createCipheriv, createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto'

/** A stream of numbers that follows from its seed (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

let draw = chanceOf(1)

const fill = <T extends ArrayBufferView>(view: T): T => {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Math.floor(draw() * 256)
  return view
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

function uuid(): string {
  const bytes = fill(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const text = hex(bytes)
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`
}

/** One turn of the event loop. */
export const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** As late as WebCrypto is (a transaction left open over it ends), but always after the same number of turns. */
const later = <T>(work: () => T): Promise<T> =>
  new Promise((resolve, reject) =>
    setImmediate(() => {
      try {
        resolve(work())
      } catch (error) {
        reject(error)
      }
    }),
  )

interface Key {
  readonly raw: Uint8Array
}
interface Gcm {
  readonly iv: Uint8Array
  readonly additionalData: Uint8Array
}

const bufferOf = (bytes: Buffer): ArrayBuffer => {
  const copy = new ArrayBuffer(bytes.length)
  new Uint8Array(copy).set(bytes)
  return copy
}

function encrypt({ iv, additionalData }: Gcm, { raw }: Key, text: Uint8Array): ArrayBuffer {
  const cipher = createCipheriv('aes-256-gcm', raw, iv).setAAD(additionalData)
  return bufferOf(Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]))
}

function decrypt({ iv, additionalData }: Gcm, { raw }: Key, box: ArrayBuffer): ArrayBuffer {
  const bytes = Buffer.from(box)
  const cipher = createDecipheriv('aes-256-gcm', raw, iv).setAAD(additionalData).setAuthTag(bytes.subarray(-16))
  return bufferOf(Buffer.concat([cipher.update(bytes.subarray(0, -16)), cipher.final()]))
}

/** The same algorithms as the browser's, from node:crypto. */
const subtle = {
  digest: (_name: string, bytes: Uint8Array) => later(() => bufferOf(createHash('sha256').update(bytes).digest())),
  encrypt: (how: Gcm, key: Key, text: Uint8Array) => later(() => encrypt(how, key, text)),
  decrypt: (how: Gcm, key: Key, box: ArrayBuffer) => later(() => decrypt(how, key, box)),
  importKey: (_format: string, raw: Uint8Array) => later((): Key => ({ raw })),
  generateKey: () => later((): Key => ({ raw: fill(new Uint8Array(32)) })),
  deriveKey: ({ salt, iterations }: { salt: Uint8Array; iterations: number }, { raw }: Key) =>
    later((): Key => ({ raw: pbkdf2Sync(raw, salt, iterations, 32, 'sha256') })),
  wrapKey: (_format: string, { raw }: Key, wrapper: Key, how: Gcm) => later(() => encrypt(how, wrapper, raw)),
  unwrapKey: (_format: string, box: ArrayBuffer, wrapper: Key, how: Gcm) =>
    later((): Key => ({ raw: new Uint8Array(decrypt(how, wrapper, box)) })),
}

const fixed = { getRandomValues: fill, randomUUID: uuid, subtle }

/** From here on, chance in this process follows from the seed. */
export function fixChance(seed: number): void {
  draw = chanceOf(seed)
  if (globalThis.crypto === (fixed as unknown)) return
  Object.defineProperty(globalThis, 'crypto', { value: fixed, configurable: true })
  // Streams answer from a thread pool, and timers by the machine's clock: neither is needed here.
  Object.defineProperty(globalThis, 'CompressionStream', { value: undefined, configurable: true })
  Object.defineProperty(AbortSignal, 'timeout', { value: () => new AbortController().signal, configurable: true })
}
