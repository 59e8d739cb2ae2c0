/** A person changes her passphrase: one new wrapping of the same key, in one strict transaction. */
import { type PassphraseSet, shortestPassphrase } from '../desk.ts'
import type { Platform } from '../platform.ts'
import { clearMeta, type PersonDatabase, writing } from '../storage/database.ts'
import { storageProblemOf, withStorage } from '../storage/storage-fault.ts'
import { changePassphrase } from './change-passphrase.ts'
import type { Tries } from './tries.ts'
import type { WrappedKey } from './vault.ts'

/** Storage problems come back as values. Whatever happens in between, one of the two passphrases opens the vault. */
export async function setPassphrase(
  database: PersonDatabase,
  { tries, platform }: { readonly tries: Tries; readonly platform: Pick<Platform, 'iterations'> },
  old: string,
  next: string,
): Promise<PassphraseSet> {
  if ([...next].length < shortestPassphrase) return { ok: false, because: 'too-short' }
  try {
    if ((await tries.begin(database)) > 0) return { ok: false, because: 'too-soon' }
    for (;;) {
      const found = await withStorage(database, () => clearMeta(database, 'vault'))
      if (found === undefined) return { ok: false, because: 'lost' }
      const changed = await changePassphrase(found.vault, old, next, platform.iterations)
      if (!changed.ok) return changed
      await tries.right(database)
      const put = await writing(database, ['meta'], async () => {
        const now = await clearMeta(database, 'vault')
        // A handle may be lost after the commit: tried again, the change is found to be there.
        if (now !== undefined && isSame(now.vault, changed.wrapped)) return true
        // Another tab was first: then the old passphrase is another one.
        if (now === undefined || !isSame(now.vault, found.vault)) return false
        await database.meta.put({ ...now, vault: changed.wrapped })
        return true
      })
      if (put) return { ok: true }
    }
  } catch (error) {
    const problem = storageProblemOf(error)
    if (problem === undefined) throw error
    return { ok: false, because: problem }
  }
}

const isSame = (a: WrappedKey, b: WrappedKey): boolean =>
  a.iv.length === b.iv.length && a.iv.every((byte, index) => byte === b.iv[index])
