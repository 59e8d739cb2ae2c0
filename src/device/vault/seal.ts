/**
 * Sealing: what stands on the disk of everything a person typed or may read. AES-GCM with a fresh 96-bit iv each
 * time; the store's name and the row's key are authenticated, so that a box moved to another row does not open.
 * WebCrypto is asynchronous and would let an IndexedDB transaction end: seal before one opens, open after it.
 */

/** The sealed part of a row. */
export interface Sealed {
  readonly keyId: string
  readonly iv: Uint8Array<ArrayBuffer>
  readonly box: ArrayBuffer
}

export interface Sealer {
  readonly keyId: string
  /** Seals any JSON value. */
  seal(store: string, key: string, value: unknown): Promise<Sealed>
  /** Gives the value back; throws `BrokenSeal` when the box was changed, moved, or sealed with another key. */
  open<T>(store: string, key: string, sealed: Sealed): Promise<T>
}

/** A box that does not open: the row was damaged or tampered with. */
export class BrokenSeal extends Error {
  constructor(store: string, key: string) {
    super(`A sealed row cannot be opened: ${store} ${key}`)
    this.name = 'BrokenSeal'
  }
}

/** What a box holds; undefined, and said in the console, where it does not open: it costs only itself. */
export async function unlessBroken<T>(opening: Promise<T>): Promise<T | undefined> {
  try {
    return await opening
  } catch (error) {
    if (!(error instanceof BrokenSeal)) throw error
    console.warn('Fieldfare:', error.message)
    return undefined
  }
}

const place = (store: string, key: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`${store}\n${key}`)

/** A sealer over a non-extractable AES-GCM-256 key. */
export function sealerOf(keyId: string, key: CryptoKey): Sealer {
  return {
    keyId,
    async seal(store, rowKey, value) {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const text = new TextEncoder().encode(JSON.stringify(value))
      const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: place(store, rowKey) }, key, text)
      return { keyId, iv, box }
    },
    async open<T>(store: string, rowKey: string, sealed: Sealed): Promise<T> {
      let text: ArrayBuffer
      try {
        text = await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv: sealed.iv, additionalData: place(store, rowKey) },
          key,
          sealed.box,
        )
      } catch {
        throw new BrokenSeal(store, rowKey)
      }
      return JSON.parse(new TextDecoder().decode(text)) as T
    },
  }
}
