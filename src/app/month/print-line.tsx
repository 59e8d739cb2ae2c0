import '../styles-later.scss'
import { useSyncExternalStore } from 'react'
import type { PlaceId } from '../../domain/ids.ts'
import { type ShownState, shownState } from '../../domain/workflow.ts'
import { useDesk } from '../session/desk-context.ts'
import { useSheet, useTopic } from '../sheet/sheet-context.ts'
import { topicOf } from '../sheet/work/topics.ts'
import { nameOfPlace } from './month.ts'

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/London' })

let printing = false
let printedAt = ''

/** Told when the page goes to paper and when it is back; some browsers tell by the event, some by the medium. */
function subscribe(listener: () => void): () => void {
  const medium = window.matchMedia('print')
  const begin = () => {
    printing = true
    printedAt = moment.format(new Date())
    listener()
  }
  const end = () => {
    printing = false
    listener()
  }
  const turn = () => (medium.matches ? begin() : end())
  window.addEventListener('beforeprint', begin)
  window.addEventListener('afterprint', end)
  medium.addEventListener('change', turn)
  // On paper before this part was there.
  if (medium.matches) begin()
  return () => {
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
    medium.removeEventListener('change', turn)
  }
}

const shownStates: readonly ShownState[] = [
  'not-started',
  'in-progress',
  'submitted',
  'sent-back',
  'accepted',
  'released',
]

/** Only on paper: how each part of the return stands, and when it was printed. */
export function PrintLine() {
  const { work } = useSheet()
  const { month } = work
  useDesk(state => state.sheets)
  useTopic(work, topicOf.summary)
  const printed = useSyncExternalStore(subscribe, () => (printing ? printedAt : ''))
  const { places: counted } = work.summary()
  const stateOf = (place: PlaceId): ShownState =>
    shownState(work.view(place)?.state ?? 'open', counted.find(one => one.place === place)?.done ?? 0)
  const said = shownStates.flatMap(state => {
    const places = month.places.filter(place => stateOf(place) === state)
    const names = places.map(place => nameOfPlace(month.set, place, month.period))
    return places.length === 0 ? [] : [`${stateWords[state]}: ${names.join(', ')}`]
  })
  if (printed === '') return null
  return (
    <p className="ff-print">
      {said.join('. ')}. Printed {printed}.
    </p>
  )
}

const stateWords: Readonly<Record<ShownState, string>> = {
  'not-started': 'Not started',
  'in-progress': 'In progress',
  submitted: 'Submitted',
  'sent-back': 'Sent back',
  accepted: 'Accepted',
  released: 'Released',
}
