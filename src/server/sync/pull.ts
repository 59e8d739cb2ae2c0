/** A pull: what changed in every scope the person holds, and which reference documents she may read. */
import { covers } from '../../domain/access/grants.ts'
import type { ContractId, Instant, IsoDate, ScopeId } from '../../domain/ids.ts'
import type { Cursor, Installation, Me, PullAnswer, PullRequest, SheetRow } from '../../protocol/exchange.ts'
import { type Access, holds, mayReadDocument, readsNotes, workingScopes } from '../access.ts'
import type { Reference } from '../reference.ts'
import type { Storage, StoredSheet } from '../storage/storage.ts'

export const meOf = (access: Access): Me => {
  const { id, name, email, role, services } = access.person
  const standsIn =
    role === 'provider-lead'
      ? []
      : [...access.acting].flatMap(([contract, as]) => (as === 'provider-lead' ? [contract] : []))
  return {
    person: { id, name, email, role },
    scopes: [...workingScopes(access)],
    ...(access.notes.size === 0 ? {} : { notes: [...access.notes] }),
    ...(standsIn.length === 0 ? {} : { standsIn, standsInUntil: lastDays(access, standsIn) }),
    ...(services.length === 0
      ? {}
      : {
          services: services.map(({ service, areas }) => ({ service, areas: areas === 'every' ? areas : [...areas] })),
        }),
  }
}

/** The last of the days on which she stands in, of those that today is one of. */
const lastDays = ({ person, today }: Access, contracts: readonly ContractId[]): Record<ContractId, IsoDate> =>
  Object.fromEntries(
    contracts.flatMap(contract => {
      const days = person.standsIn.filter(one => one.contract === contract && covers(one, today)).map(one => one.to)
      const last = days.toSorted().at(-1)
      return last === undefined ? [] : [[contract, last]]
    }),
  )

/** A stored return as it is sent. */
export const rowOf = ({ scope: _scope, late, ...row }: StoredSheet): SheetRow =>
  late === undefined ? row : { ...row, late: [...late] }

/** The documents she may read, by id. */
export const referenceIndex = (access: Access, reference: Reference): PullAnswer['reference'] =>
  [...reference.documents.values()]
    .filter(document => mayReadDocument(access, reference.set, document.id))
    .map(({ id, hash }) => ({ id, hash }))

/** The cursors of the request are hers to name; what is answered follows from what she holds now. */
export async function pull(
  storage: Storage,
  reference: Reference,
  access: Access,
  request: PullRequest,
  about: { readonly serverTime: Instant; readonly installation: Installation },
): Promise<PullAnswer> {
  const cursors = new Map(Object.entries(request.cursors) as [ScopeId, Cursor][])
  const from = new Map(scopesAsked(access, request).map(scope => [scope, cursors.get(scope)]))
  const news = await storage.newsOf(from)
  return {
    ...about,
    me: meOf(access),
    scopes: news.map(({ scope, cursor, reset, sheets }) => ({ scope, cursor, reset, sheets: sheets.map(rowOf) })),
    revoked: [...cursors.keys()].filter(scope => !holds(access, scope) && !readsNotes(access, scope)),
    reference: referenceIndex(access, reference).filter(
      ({ id }) => request.only !== 'notes' || !id.startsWith('history/'),
    ),
  }
}

/** Notes are sent to an app that can read them, and returns to one that keeps them: an officer's reads those online. */
function scopesAsked(access: Access, { knows = [], only }: PullRequest): readonly ScopeId[] {
  if (only === 'reference') return []
  const notes = knows.includes('notes') ? [...access.notes] : []
  return only === 'notes' ? notes : [...access.scopes, ...notes]
}
