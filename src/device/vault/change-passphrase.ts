/**
 * Changing a device passphrase: the data key is opened with the old one and wrapped anew under the new one. Nothing
 * that is sealed is touched, so it takes as long as unlocking, whatever is stored. The data key stays the same: a copy
 * of the disk made before the change still opens with the passphrase of that time.
 */
import { dataKey, iterations, type WrappedKey, wrapping, wrappingKey } from './vault.ts'

export type PassphraseChanged =
  /** To be stored in place of the old one, in one write. Until it is, the old passphrase opens the vault. */
  { readonly ok: true; readonly wrapped: WrappedKey } | { readonly ok: false; readonly because: 'wrong-passphrase' }

/**
 * `rounds`: today's, also when the old wrapping took fewer. Throws only where the browser has no WebCrypto. The data
 * key can be extracted inside this function and nowhere else: wrapping needs that.
 */
export async function changePassphrase(
  wrapped: WrappedKey,
  old: string,
  next: string,
  rounds: number = iterations,
): Promise<PassphraseChanged> {
  const key = await opened(wrapped, old)
  if (!key) return { ok: false, because: 'wrong-passphrase' }
  const { keyId } = wrapped
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const wrapper = await wrappingKey(next, salt, rounds)
  const anew = await crypto.subtle.wrapKey('raw', key, wrapper, wrapping(iv, keyId))
  return { ok: true, wrapped: { keyId, salt, iterations: rounds, iv, wrapped: anew } }
}

async function opened(wrapped: WrappedKey, passphrase: string): Promise<CryptoKey | undefined> {
  const wrapper = await wrappingKey(passphrase, wrapped.salt, wrapped.iterations)
  const algorithm = wrapping(wrapped.iv, wrapped.keyId)
  try {
    return await crypto.subtle.unwrapKey('raw', wrapped.wrapped, wrapper, algorithm, dataKey, true, [
      'encrypt',
      'decrypt',
    ])
  } catch {
    // Told by the unwrapping failing, nothing else.
    return undefined
  }
}
