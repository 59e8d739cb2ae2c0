/**
 * A sealer that remembers what it sealed and opened: a row whose iv has not changed gives the very same object
 * again, and an object that has not changed keeps its box. It saves work, and keeps the app's references stable.
 */
import type { Sealed, Sealer } from './seal.ts'

export interface KeptSealer extends Sealer {
  forget(store: string, key: string): void
}

const sameIv = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])

export function keptSealer(sealer: Sealer): KeptSealer {
  const kept = new Map<string, { readonly sealed: Sealed; readonly value: unknown }>()
  const name = (store: string, key: string): string => `${store}\n${key}`
  return {
    keyId: sealer.keyId,
    async seal(store, key, value) {
      const before = kept.get(name(store, key))
      if (before !== undefined && before.value === value) return before.sealed
      const { keyId, iv, box } = await sealer.seal(store, key, value)
      const sealed = { keyId, iv, box }
      kept.set(name(store, key), { sealed, value })
      return sealed
    },
    async open<T>(store: string, key: string, row: Sealed): Promise<T> {
      const before = kept.get(name(store, key))
      if (before !== undefined && sameIv(before.sealed.iv, row.iv)) return before.value as T
      const value = await sealer.open<T>(store, key, row)
      kept.set(name(store, key), { sealed: { keyId: row.keyId, iv: row.iv, box: row.box }, value })
      return value
    },
    forget(store, key) {
      kept.delete(name(store, key))
    },
  }
}
