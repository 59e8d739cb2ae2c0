/** P11: no byte of a scope that the person does not hold, in any answer to her. */
import { type IsoDate, partsOfSheet } from '../../../src/domain/ids.ts'
import { accessOf } from '../../../src/server/access.ts'
import type { StoredPerson } from '../../../src/server/storage/storage.ts'
import type { World } from '../world/world.ts'

/** Looks for every figure and text that was typed in a return she does not hold: each was typed nowhere else. */
export function readForbidden(world: World, person: StoredPerson | undefined, path: string, text: string): void {
  if (path === '/api/installation') return
  const scopes =
    person === undefined ? new Set() : accessOf(person, world.server.reference.set, '2017-07-11' as IsoDate).scopes
  for (const { sheet, mark, person: author } of world.witness.made) {
    const scope = partsOfSheet(sheet)?.scope
    if (mark === undefined || scope === undefined || scopes.has(scope)) continue
    // What she typed herself she has seen; the receipt of a refusal may speak of it.
    if (author === person?.id) continue
    if (text.includes(mark)) world.broken('P11', `${path} told ${person?.id ?? 'nobody'} of ${sheet}: ${mark}`)
  }
}
