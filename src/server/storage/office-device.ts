/** The device under which an officer's acts are numbered: a row like any other, and nobody's browser. */
import type { Transaction } from 'kysely'
import type { DeviceId, Instant, PersonId } from '../../domain/ids.ts'
import type { Tables } from './tables.ts'

/** How its secret begins; every other is a hash. */
export const office = 'office:'

/**
 * An officer's acts at the council's own pages are numbered like a device's. It is nobody's browser: its secret is no
 * hash, so that none matches it, and it is in no list and no count.
 */
export async function addOfficeDevice(
  transaction: Transaction<Tables>,
  id: DeviceId,
  { person, at }: { readonly person: PersonId; readonly at: Instant },
): Promise<void> {
  await transaction
    .insertInto('device')
    .values({ id, person, secret_hash: `${office}${person}`, registered_at: at })
    .onConflict(conflict => conflict.column('id').doNothing())
    .execute()
}
