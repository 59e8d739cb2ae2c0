import { Link, useParams } from 'react-router'
import { type PlaceId, partsOfScope, partsOfSheet, type SheetId } from '../../domain/ids.ts'
import type { Contract } from '../../domain/set/indicator-set.ts'
import { contractWord, type Naming, placeWord } from '../people/grants/grant-words.ts'
import { useDesk } from '../session/desk-context.ts'
import { plural } from '../words.ts'
import { NotFoundPage } from './not-found-page.tsx'
import { usePageTitle } from './page-title.ts'
import { Unfinished } from './taken-away.tsx'

/**
 * An address that shows her nothing. Of a return that is not, or no longer, hers: what became of what she typed there,
 * and the way back. `inMonth`: under the heading of a month.
 */
export function NotYoursPage({ inMonth = false }: { readonly inMonth?: boolean }) {
  const { contract: contractId, place: placeId } = useParams()
  const set = useDesk(state => state.set)
  const today = useDesk(state => state.installation.today)
  const scopes = useDesk(state => state.me.scopes)
  const contract = set?.contracts.find(one => one.id === contractId)
  const place = contract?.places.find(one => one === placeId)
  const isHers = scopes.some(scope => {
    const parts = partsOfScope(scope)
    return parts?.contract === contractId && (place === undefined || parts?.place === place)
  })
  if (!set || !contract || isHers || (placeId !== undefined && place === undefined)) return <NotFoundPage />
  return <NotHers contract={contract} place={place} naming={{ set, today }} inMonth={inMonth} />
}

interface Props {
  readonly contract: Contract
  readonly place: PlaceId | undefined
  readonly naming: Naming
  readonly inMonth: boolean
}

function NotHers({ contract, place, naming, inMonth }: Props) {
  const needs = useDesk(state => state.needsYou)
  const drafts = useDesk(state => state.drafts)
  usePageTitle('Not one of your returns')
  const Heading = inMonth ? 'h2' : 'h1'
  const what = place
    ? `${placeWord(naming, place)}, ${contractWord(naming, contract.id)}`
    : contractWord(naming, contract.id)
  const isThere = ({ sheet }: { readonly sheet: SheetId }): boolean => {
    const parts = partsOfSheet(sheet)
    return parts?.contract === contract.id && (place === undefined || parts.place === place)
  }
  const notReceived = needs.filter(isThere).length
  const unfinished = drafts.filter(isThere).length
  return (
    <div className="ff-page">
      <Heading className="govuk-heading-l">{what} is not one of yours</Heading>
      <p className="govuk-body">
        You were not given it, or it has been taken away from you. Your lead, or the council, can say which.
      </p>
      {notReceived > 0 ? (
        <p className="govuk-body">
          {plural(notReceived, 'change')} of yours had not been received when it was taken away. The council keeps{' '}
          {notReceived === 1 ? 'it' : 'them'}: see <Link to="/device">This device</Link>.
        </p>
      ) : unfinished > 0 ? null : (
        <p className="govuk-body">Whatever you may have typed there was received, and stays in the return.</p>
      )}
      {unfinished > 0 ? (
        <p className="govuk-body">
          <Unfinished count={unfinished} />
        </p>
      ) : null}
      {inMonth ? null : (
        <p className="govuk-body">
          <Link to="/">Your returns</Link>
        </p>
      )}
    </div>
  )
}
