/**
 * The vault: one random data key a person and device, wrapped under her device passphrase (not the account's
 * password). PBKDF2 rather than Argon2, because it needs no WASM and so no `unsafe-eval`.
 */

/** OWASP's figure for PBKDF2-HMAC-SHA-256. About a second on an old tablet, paid once an unlock. */
export const iterations = 600_000

/** What is stored in clear: useless without the passphrase. */
export interface WrappedKey {
  readonly keyId: string
  readonly salt: Uint8Array<ArrayBuffer>
  readonly iterations: number
  readonly iv: Uint8Array<ArrayBuffer>
  readonly wrapped: ArrayBuffer
}

export interface DataKey {
  readonly keyId: string
  /** Non-extractable, AES-GCM-256, in page memory only. */
  readonly key: CryptoKey
}

/** What a data key is. */
export const dataKey = { name: 'AES-GCM', length: 256 } as const

/** The key that wraps a data key under a passphrase. Takes as long as it takes: that is what it is for. */
export async function wrappingKey(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
): Promise<CryptoKey> {
  // NFKC: the same passphrase typed on another keyboard is the same bytes.
  const text = new TextEncoder().encode(passphrase.normalize('NFKC'))
  const base = await crypto.subtle.importKey('raw', text, 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, base, dataKey, false, [
    'wrapKey',
    'unwrapKey',
  ])
}

/** How it is wrapped: the vault's id is authenticated, so that one vault's key does not open another's. */
export const wrapping = (iv: Uint8Array<ArrayBuffer>, keyId: string) =>
  ({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`vault\n${keyId}`) }) as const

const unwrap = async (wrapped: WrappedKey, wrapper: CryptoKey): Promise<DataKey> => ({
  keyId: wrapped.keyId,
  key: await crypto.subtle.unwrapKey(
    'raw',
    wrapped.wrapped,
    wrapper,
    wrapping(wrapped.iv, wrapped.keyId),
    dataKey,
    false,
    ['encrypt', 'decrypt'],
  ),
})

/** A new data key, and its wrapping to store. The extractable original lives only in here. */
export async function createVaultKey(
  passphrase: string,
  rounds: number = iterations,
): Promise<{ readonly wrapped: WrappedKey; readonly dataKey: DataKey }> {
  const keyId = crypto.randomUUID()
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const wrapper = await wrappingKey(passphrase, salt, rounds)
  const original = await crypto.subtle.generateKey(dataKey, true, ['encrypt', 'decrypt'])
  const wrapped: WrappedKey = {
    keyId,
    salt,
    iterations: rounds,
    iv,
    wrapped: await crypto.subtle.wrapKey('raw', original, wrapper, wrapping(iv, keyId)),
  }
  return { wrapped, dataKey: await unwrap(wrapped, wrapper) }
}

/** The data key, or undefined when the passphrase is not the one: told by the unwrapping failing, nothing else. */
export async function unlockVaultKey(wrapped: WrappedKey, passphrase: string): Promise<DataKey | undefined> {
  const wrapper = await wrappingKey(passphrase, wrapped.salt, wrapped.iterations)
  try {
    return await unwrap(wrapped, wrapper)
  } catch {
    return undefined
  }
}
