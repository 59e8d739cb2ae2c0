/** Who works here: a provider's lead and editor, who hold the whole contract, and a field worker of one district. */
import type { PersonId } from '../../../src/domain/ids.ts'
import type { StoredPerson } from '../../../src/server/storage/storage.ts'
import { contract, editor, lead, places } from '../../device/county.ts'

const [east, south] = places

export const worker: StoredPerson = {
  ...lead,
  id: 'field-worker' as PersonId,
  name: 'Field worker',
  email: 'worker@provider.example',
  role: 'field-worker',
  contracts: [{ contract, places: east === undefined ? [] : [east] }],
}

/** What the field worker may hold, one after the other: her district, none, both of two, the other one. */
export const grants: readonly StoredPerson['contracts'][] = [
  worker.contracts,
  [],
  [{ contract, places: places.slice(0, 2) }],
  [{ contract, places: south === undefined ? [] : [south] }],
]

export const people = { lead, editor, worker } as const
export type Who = keyof typeof people
