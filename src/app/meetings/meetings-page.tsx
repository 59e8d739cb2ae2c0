import '../styles-later.scss'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useState } from 'react'
import { Link, Route, Routes, useLocation, useParams } from 'react-router'
import { mayDo } from '../../domain/access/permissions.ts'
import { type ContractId, everywhere, notesPlace, type PlaceId, scopeOf } from '../../domain/ids.ts'
import type { Contract, IndicatorSet } from '../../domain/set/indicator-set.ts'
import type { Period } from '../../domain/time/period.ts'
import type { Me } from '../../protocol/exchange.ts'
import { Button } from '../govuk/button.tsx'
import { NotFoundPage } from '../layout/not-found-page.tsx'
import { usePageTitle } from '../layout/page-title.ts'
import { contractTitle, nameOfPlace } from '../month/month.ts'
import { Readiness } from '../pwa/readiness.tsx'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { afterPath } from './after/after-path.ts'
import { AgendaPage } from './agenda/agenda-page.tsx'
import { MeetingsList } from './meetings-list.tsx'
import { OneMeeting } from './one-meeting.tsx'
import { meetingsOfPath } from './work/note-paths.ts'
import { type Notes, NotesContext, useDone, useEntries } from './work/notes-context.ts'
import { NotesWork } from './work/notes-work.ts'

/** Meeting notes by contract and district, written with or without signal. */
export default function MeetingsPage() {
  const { desk, unsaved } = useAtDesk()
  const work = useMemo(() => new NotesWork(desk, unsaved), [desk, unsaved])
  useEffect(() => work.start(), [work])
  const notes = useDesk(({ me }) => mayDo(me.person.role, 'note-meetings'))
  if (!notes) return <ToAfter />
  return (
    <Routes>
      <Route index element={<ChooseContract />} />
      <Route path=":contract/:place/*" element={<OfPlace work={work} />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  )
}

/** Of a provider: who notes meetings, and where she reads what came of them. */
function ToAfter() {
  usePageTitle('Meetings')
  const { scopes } = useDesk(state => state.me)
  const set = useDesk(state => state.set)
  const today = useDesk(state => state.installation.today)
  const hers = new Set(scopes.map(scope => scope.split('/')[0]))
  const links = (set?.contracts ?? []).flatMap(contract => {
    const service = set?.services.find(one => one.id === contract.service)
    return set && service && hers.has(contract.id)
      ? [{ to: afterPath(contract.id), text: contractTitle(set, service, contract, monthOf(today)) }]
      : []
  })
  return (
    <div className="ff-page ff-meetings">
      <h1 className="govuk-heading-l">Meetings</h1>
      <p className="govuk-body">
        Officers of the council note meetings. What came of a meeting is under <em>After the meeting</em>: what changed
        in your figures, the notes shared with you, and who owes what.
      </p>
      <ul className="ff-links">
        {links.map(({ to, text }) => (
          <li key={to}>
            <Link to={to}>After the meeting: {text}</Link>
          </li>
        ))}
        <li>
          <Link to="/">Your returns</Link>
        </li>
      </ul>
    </div>
  )
}

/** The places of a contract whose notes she writes: the contract as a whole first. */
function placesHeld(me: Me, contract: Contract): readonly PlaceId[] {
  const held = new Set<string>(me.notes ?? [])
  return [everywhere, ...contract.places].filter(place => held.has(scopeOf(contract.id, notesPlace(place, 'internal'))))
}

const monthOf = (today: string): Period => today.slice(0, 7) as Period

function ChooseContract() {
  usePageTitle('Meetings')
  const me = useDesk(state => state.me)
  const set = useDesk(state => state.set)
  const today = useDesk(state => state.installation.today)
  const contracts = (set?.contracts ?? [])
    .map(contract => ({ contract, places: placesHeld(me, contract) }))
    .filter(({ places }) => places.length > 0)
  return (
    <div className="ff-page">
      <h1 className="govuk-heading-l">Meetings</h1>
      {set === null ? (
        <p className="govuk-body">
          Contracts are not on this device yet: they come with the first connection after signing in.
        </p>
      ) : contracts.length === 0 ? (
        <p className="govuk-body">
          You hold no contract whose meetings you note. Whoever looks after people at the council can give you one.
        </p>
      ) : (
        <>
          <Readiness />
          <p className="govuk-body">Notes are kept on this device as you type, and sent when there is signal.</p>
          {contracts.map(({ contract, places }) => (
            <ContractPlaces key={contract.id} set={set} contract={contract} places={places} month={monthOf(today)} />
          ))}
        </>
      )}
    </div>
  )
}

function ContractPlaces({
  set,
  contract,
  places,
  month,
}: {
  readonly set: IndicatorSet
  readonly contract: Contract
  readonly places: readonly PlaceId[]
  readonly month: Period
}) {
  const service = set.services.find(one => one.id === contract.service)
  const id = `contract-${contract.id}`
  if (service === undefined) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="govuk-heading-m">
        {contractTitle(set, service, contract, month)}
      </h2>
      <ul className="ff-links ff-links--row">
        {places.map(place => (
          <li key={place}>
            <Link to={meetingsOfPath(contract.id, place)}>{nameOfPlace(set, place, month)}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function OfPlace({ work }: { readonly work: NotesWork }) {
  const { contract: contractId = '', place: placeId = '' } = useParams()
  const set = useDesk(state => state.set)
  const me = useDesk(state => state.me)
  const today = useDesk(state => state.installation.today)
  const contract = set?.contracts.find(one => one.id === contractId)
  const service = set?.services.find(one => one.id === contract?.service)
  const place = contract && placesHeld(me, contract).find(one => one === placeId)
  const { entries, meetings } = useEntries(contractId as ContractId, placeId as PlaceId)
  const notes = useMemo<Notes | undefined>(
    () =>
      set && contract && service && place
        ? { work, set, service, contract, place, today, entries, meetings }
        : undefined,
    [work, set, contract, service, place, today, entries, meetings],
  )
  if (notes === undefined)
    return set === null ? <p className="govuk-body ff-page">Contracts are not on this device yet.</p> : <NotFoundPage />
  return (
    <NotesContext value={notes}>
      <Undoable work={work}>
        <Routes>
          <Route index element={<MeetingsList />} />
          <Route path=":meeting" element={<OneMeeting />} />
          <Route path=":meeting/agenda" element={<AgendaPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Routes>
      </Undoable>
    </NotesContext>
  )
}

const isText = (target: EventTarget): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'checkbox')

/** Ctrl+z takes the last change back, but for in a field, where it is the browser's; the button always does. */
function Undoable({ work, children }: { readonly work: NotesWork; readonly children: ReactNode }) {
  const { said, canUndo } = useDone(work)
  const [shown, setShown] = useState(0)
  const undo = () => {
    setShown(before => before + 1)
    void work.undo()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || isText(event.target)) return
    event.preventDefault()
    undo()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of whatever is in it
    <div className="ff-page ff-meetings" onKeyDown={onKeyDown}>
      {children}
      {/* An agenda is read: nothing in it can be changed, so nothing stands over it. */}
      {useLocation().pathname.endsWith('/agenda') ? null : (
        <div className="ff-meetings__undo ff-no-print">
          <Button look="secondary" className="ff-owing__deed" disabled={!canUndo} onClick={undo}>
            Undo the last change
          </Button>{' '}
          <span role="status">
            <span key={shown}>{said}</span>
          </span>
        </div>
      )}
    </div>
  )
}
