import { useState } from 'react'
import { Link } from 'react-router'
import type { DeskState } from '../../device/desk.ts'
import { everywhere, partsOfScope, partsOfSheet, type ScopeId, type SheetId } from '../../domain/ids.ts'
import { Button } from '../govuk/button.tsx'
import { contractWord, type Naming, placeWord } from '../people/grants/grant-words.ts'
import { useDesk } from '../session/desk-context.ts'
import { plural } from '../words.ts'

/** Her access changed while the app was open: what went, what became of what she typed there, and what remains. */
export function TakenAway({ gone }: { readonly gone: readonly ScopeId[] }) {
  const state = useDesk(all => all)
  const [read, setRead] = useState<readonly ScopeId[]>([])
  const news = gone.filter(scope => !read.includes(scope))
  const { set, installation, me } = state
  // A region that is there before its words, so that they are announced.
  return (
    <div aria-live="polite">
      {news.length === 0 || set === null ? null : (
        <div className="ff-notice ff-notice--late">
          <p>
            <strong>You no longer have {goneWords(news, state, { set, today: installation.today })}.</strong>{' '}
            <Typed state={state} gone={news} />{' '}
            {me.scopes.length === 0
              ? 'You have no district now: your lead, or the council, can give you one.'
              : 'The rest of your returns is as it was.'}
          </p>
          <Button look="secondary" className="ff-button-small" onClick={() => setRead(gone)}>
            I have read this
          </Button>
        </div>
      )}
    </div>
  )
}

function Typed({ state, gone }: { readonly state: DeskState; readonly gone: readonly ScopeId[] }) {
  const isGone = ({ sheet }: { readonly sheet: SheetId }): boolean => {
    const scope = partsOfSheet(sheet)?.scope
    return scope !== undefined && gone.includes(scope)
  }
  const count = state.needsYou.filter(isGone).length
  const unfinished = state.drafts.filter(isGone).length
  return (
    <>
      {count > 0 ? (
        <>
          {plural(count, 'change')} of yours there {count === 1 ? 'was' : 'were'} not taken into the return; the council
          keeps {count === 1 ? 'it' : 'them'}: see <Link to="/device">This device</Link>.
        </>
      ) : unfinished > 0 ? null : (
        'What you typed there was received, and stays in the return.'
      )}
      <Unfinished count={unfinished} />
    </>
  )
}

/** Texts that cannot be read as figures are never sent. */
export function Unfinished({ count }: { readonly count: number }) {
  if (count === 0) return null
  return (
    <>
      {' '}
      {plural(count, 'unfinished entry', 'unfinished entries')} of yours there {count === 1 ? 'is' : 'are'} on this
      device alone: a backup file, from <Link to="/device">This device</Link>, holds {count === 1 ? 'it' : 'them'}.
    </>
  )
}

/** 'Gravesham and Dartford, of Family support, Project Salus'; a contract of which nothing is left by its name alone. */
export function goneWords(gone: readonly ScopeId[], { me }: Pick<DeskState, 'me'>, naming: Naming): string {
  const parts = gone.flatMap(scope => partsOfScope(scope) ?? [])
  const left = new Set(me.scopes.map(scope => partsOfScope(scope)?.contract))
  return [...Map.groupBy(parts, one => one.contract)]
    .map(([contract, all]) => {
      const title = contractWord(naming, contract)
      if (!left.has(contract)) return title
      const places = all.filter(one => one.place !== everywhere)
      if (places.length === 0) return `what is written once for all of ${title}`
      return `${listed(places.map(one => placeWord(naming, one.place)))}, of ${title}`
    })
    .join('; ')
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
