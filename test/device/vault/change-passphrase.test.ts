import { describe, expect, it } from 'vitest'
import { changePassphrase } from '../../../src/device/vault/change-passphrase.ts'
import { sealerOf } from '../../../src/device/vault/seal.ts'
import { createVaultKey, iterations, unlockVaultKey, type WrappedKey } from '../../../src/device/vault/vault.ts'

const opened = async (wrapped: WrappedKey, passphrase: string) => {
  const key = await unlockVaultKey(wrapped, passphrase)
  return key && sealerOf(key.keyId, key.key)
}
const bytes = (buffer: ArrayBuffer): string => Buffer.from(buffer).toString('hex')

describe('changing the passphrase', () => {
  it('opens what was sealed before with the new one, and no longer with the old', async () => {
    const { wrapped, dataKey } = await createVaultKey('the old passphrase', 10)
    const sealed = await sealerOf(dataKey.keyId, dataKey.key).seal('outbox', 'a', { figure: 71 })
    const changed = await changePassphrase(wrapped, 'the old passphrase', 'the new passphrase', 12)
    if (!changed.ok) throw new Error('not changed')
    expect(await opened(changed.wrapped, 'the old passphrase')).toBeUndefined()
    const sealer = await opened(changed.wrapped, 'the new passphrase')
    expect(await sealer?.open('outbox', 'a', sealed)).toEqual({ figure: 71 })
    expect([changed.wrapped.keyId, changed.wrapped.iterations]).toEqual([wrapped.keyId, 12])
  })

  it('needs the old one, and changes nothing without', async () => {
    const { wrapped } = await createVaultKey('the old passphrase', 10)
    const before = bytes(wrapped.wrapped)
    expect(await changePassphrase(wrapped, 'not the passphrase', 'the new passphrase', 10)).toEqual({
      ok: false,
      because: 'wrong-passphrase',
    })
    expect(bytes(wrapped.wrapped)).toBe(before)
    expect(await opened(wrapped, 'the old passphrase')).toBeDefined()
  })

  it('wraps with a fresh salt and iv each time, also under the same passphrase', async () => {
    const { wrapped } = await createVaultKey('the same passphrase', 10)
    const first = await changePassphrase(wrapped, 'the same passphrase', 'the same passphrase', 10)
    const second = await changePassphrase(wrapped, 'the same passphrase', 'the same passphrase', 10)
    if (!first.ok || !second.ok) throw new Error('not changed')
    for (const part of ['salt', 'iv'] as const)
      expect(new Set([wrapped, first.wrapped, second.wrapped].map(each => each[part].toString())).size).toBe(3)
    expect(bytes(first.wrapped.wrapped)).not.toBe(bytes(second.wrapped.wrapped))
  })

  it('gives a key that cannot be extracted, however often it is changed and the letters composed', async () => {
    const { wrapped } = await createVaultKey('caf\u00e9 one', 10)
    const first = await changePassphrase(wrapped, 'cafe\u0301 one', 'caf\u00e9 two', 10)
    if (!first.ok) throw new Error('not changed')
    const second = await changePassphrase(first.wrapped, 'cafe\u0301 two', 'three', 10)
    if (!second.ok) throw new Error('not changed')
    const key = await unlockVaultKey(second.wrapped, 'three')
    expect(key?.key.extractable).toBe(false)
  })

  it('refuses a wrapped key that was changed or is another vault’s', async () => {
    const { wrapped } = await createVaultKey('the passphrase', 10)
    const other = await createVaultKey('the passphrase', 10)
    for (const wrong of [
      { ...wrapped, keyId: other.wrapped.keyId },
      { ...wrapped, salt: other.wrapped.salt },
    ])
      expect((await changePassphrase(wrong, 'the passphrase', 'the new one', 10)).ok).toBe(false)
  })

  it('takes today’s rounds unless a test says otherwise, so that an old vault grows stronger', async () => {
    const { wrapped } = await createVaultKey('the old passphrase', 10)
    const changed = await changePassphrase(wrapped, 'the old passphrase', 'the new passphrase')
    expect(changed.ok && changed.wrapped.iterations).toBe(iterations)
  })
})
