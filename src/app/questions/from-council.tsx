import '../styles-later.scss'
import { Link, NavLink, useLocation } from 'react-router'
import type { PlaceId } from '../../domain/ids.ts'
import { nameOfPlace } from '../month/month.ts'
import { useDesk } from '../session/desk-context.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { plural, whenSentence } from '../words.ts'
import {
  acceptedWords,
  partsHeld,
  questionsOf,
  questionsPath,
  unconfirmedIn,
  viewAt,
  waitingIn,
  waitWords,
} from './standing.ts'

/** "Questions", with how many wait: a tab of its own once the council has said anything. */
export function QuestionsLink() {
  const { month } = useSheet().work
  const state = useDesk(all => all)
  const waiting = waitingIn(state, month)
  const said = partsHeld(month).some(place => {
    const view = viewAt(state, month, place)
    return view?.review?.questions?.length || view?.review?.returned || view?.review?.rulings
  })
  if (!said && unconfirmedIn(state, month).length === 0) return null
  return (
    <NavLink to={questionsPath(month)}>
      Questions
      {waiting > 0 ? (
        <>
          {/* Kept where the tabs lay out their parts, too. */}
          {'\u00a0'}
          <span aria-hidden="true">({waiting})</span>
          <span className="govuk-visually-hidden">, {waitWords(waiting)}</span>
        </>
      ) : null}
    </NavLink>
  )
}

/** Under the month's head: what was said in sending back, what waits for her, and what was accepted. */
export function FromCouncil() {
  const { month } = useSheet().work
  const state = useDesk(all => all)
  const { pathname } = useLocation()
  if (/(questions|receipt)$/.test(pathname)) return null
  const waiting = waitingIn(state, month)
  const all = questionsOf(state, month).length
  const unconfirmed = unconfirmedIn(state, month).length
  const lines = [...returnedLines(state, month), ...acceptedLines(state, month), ...reopenedLines(state, month)]
  if (lines.length === 0 && waiting === 0 && unconfirmed === 0) return null
  return (
    <div className="ff-notice ff-from-council" role="note">
      {lines.map(line => (
        <p key={line.key}>
          {line.said}
          {line.words === '' ? '' : ' '}
          {line.words === '' ? null : <q className="ff-from-council__words">{line.words}</q>}
        </p>
      ))}
      {waiting > 0 || unconfirmed > 0 ? (
        <p>
          <Link to={questionsPath(month)}>
            {[
              ...(waiting > 0 ? [waitWords(waiting)] : []),
              ...(unconfirmed > 0
                ? [
                    `${plural(unconfirmed, 'figure')} entered by the council ${unconfirmed === 1 ? 'is' : 'are'} to be confirmed`,
                  ]
                : []),
            ].join(', ')}
          </Link>
        </p>
      ) : all > 0 && lines.some(line => line.back) ? (
        <p>
          <Link to={questionsPath(month)}>All questions of this month</Link>
        </p>
      ) : null}
    </div>
  )
}

interface Line {
  readonly key: string
  readonly said: string
  readonly words: string
  readonly back: boolean
}

type Of = Parameters<typeof viewAt>

/** Districts sent back at once, with the same words, are one line. */
function returnedLines(state: Of[0], month: ReturnType<typeof useSheet>['work']['month']): readonly Line[] {
  const back = partsHeld(month).flatMap(place => {
    const view = viewAt(state, month, place)
    return view?.state === 'sent-back' && view.review?.returned ? [{ place, ...view.review.returned }] : []
  })
  const again = month.collection?.closed === undefined ? ' Correct or explain it, then submit it again.' : ''
  const names = (places: readonly { readonly place: PlaceId }[]): string =>
    list.format(places.map(({ place }) => nameOfPlace(month.set, place, month.period)))
  return [...Map.groupBy(back, one => `${one.by.id} ${one.at.slice(0, 16)} ${one.words}`)].flatMap(([key, all]) => {
    const [first] = all
    return first
      ? [
          {
            key,
            said: `${names(all)}: sent back by ${first.by.name}, ${whenSentence(first.at)}.${again}`,
            words: first.words,
            back: true,
          },
        ]
      : []
  })
}

/** 'Accepted 11 July 2017 at 14:03 by the council (v3): Gravesham' */
function acceptedLines(state: Of[0], month: ReturnType<typeof useSheet>['work']['month']): readonly Line[] {
  const accepted = partsHeld(month).flatMap(place => {
    const found = viewAt(state, month, place)?.review?.accepted
    return found ? [{ place, said: acceptedWords(found) }] : []
  })
  return [...Map.groupBy(accepted, one => one.said)].map(([said, all]) => ({
    key: said,
    said: `${said}: ${list.format(all.map(({ place }) => nameOfPlace(month.set, place, month.period)))}.`,
    words: '',
    back: false,
  }))
}

/** Open again although the month is closed. */
function reopenedLines(state: Of[0], month: ReturnType<typeof useSheet>['work']['month']): readonly Line[] {
  return partsHeld(month).flatMap((place): readonly Line[] => {
    const view = viewAt(state, month, place)
    const found = view?.review?.reopened
    if (found === undefined || view?.state === 'accepted') return []
    const said = `${nameOfPlace(month.set, place, month.period)}: opened again by the council, ${whenSentence(found.at)}.`
    return [{ key: `reopened ${place}`, said, words: found.reason, back: false }]
  })
}

const list = new Intl.ListFormat('en-GB')
