import type { CellView } from '../../../device/desk.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import { notesIn, partsOfSheet } from '../../../domain/ids.ts'
import { Button } from '../../govuk/button.tsx'
import { nameOfPlace } from '../../month/month.ts'
import { useDesk } from '../../session/desk-context.ts'
import { longDate, whenSentence } from '../../words.ts'
import type { At } from '../work/moves.ts'
import { useNotes } from '../work/notes-context.ts'
import { ownerWords } from './action-words.ts'
import { audienceWords } from './audience.tsx'

interface Contested extends At {
  readonly view: CellView
}

/** Notes that two people wrote differently: every version with its writer, and the choice. Nothing is lost before it. */
export function ToChoose() {
  const { contract, place } = useNotes()
  const sheets = useDesk(state => state.sheets)
  const found = [...sheets].flatMap(([sheet, { cells }]): readonly Contested[] => {
    const parts = partsOfSheet(sheet)
    const about = parts && notesIn(parts.place)
    if (parts?.contract !== contract.id || about === undefined) return []
    if (place !== 'all' && about.place !== place && about.place !== 'all') return []
    return [...cells].flatMap(([cell, view]) => ((view.sides?.length ?? 0) > 0 ? [{ sheet, cell, view }] : []))
  })
  if (found.length === 0) return null
  return (
    <section className="ff-sides" aria-labelledby="to-choose">
      <h2 id="to-choose" className="govuk-heading-m">
        Written differently by two people
      </h2>
      <p className="ff-sides__what">Every version is kept until one is chosen.</p>
      <ul className="ff-sides__list">
        {found.map(one => (
          <li key={`${one.sheet} ${one.cell}`}>
            <Versions one={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Versions({ one }: { readonly one: Contested }) {
  const { work, set, contract } = useNotes()
  const { sheet, cell, view } = one
  const parts = partsOfSheet(sheet)
  const about = parts && notesIn(parts.place)
  const versions = [
    { key: 'stands', value: view.value, by: view.by?.name, at: view.at },
    ...(view.sides ?? []).map(side => ({
      key: side.token,
      value: side.value,
      by: side.by.name,
      at: side.receivedAt,
    })),
  ]
  return (
    <>
      {parts && about ? (
        <p className="ff-quiet">
          {nameOfPlace(set, about.place, parts.period)}. {audienceWords[about.audience]}.
        </p>
      ) : null}
      <ul className="ff-sides__list">
        {versions.map(({ key, value, by, at }) => (
          <li key={key}>
            <span className="ff-sides__value">{noteWords(contract.provider, value)}</span>{' '}
            <span className="ff-quiet">
              {by ?? 'You'}
              {at === undefined ? '' : `, received ${whenSentence(at)}`}
            </span>{' '}
            <Button
              look="secondary"
              className="ff-button-small"
              onClick={() => void work.apply([{ sheet, cell, value, chosen: true }], 'Chosen.')}
            >
              Use this <span className="govuk-visually-hidden">: {noteWords(contract.provider, value)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

const stateWords = { open: 'open', done: 'done', dropped: 'dropped' } as const

/** Every part of a note in words: two versions may differ in any of them. */
export function noteWords(provider: string, value: CellValue | null): string {
  switch (value?.type) {
    case 'meeting':
      return `Meeting of ${longDate(value.date)}. ${value.present}`
    case 'note':
      return value.text
    case 'action': {
      const due = value.due === undefined ? 'no due date' : `by ${longDate(value.due)}`
      const ended = value.ended === undefined ? '' : ` on ${longDate(value.ended)}`
      return `${value.text} (${ownerWords(provider, value)}; ${due}; ${stateWords[value.status]}${ended})`
    }
    case 'plan': {
      const end = value.end === undefined ? '' : ` to ${longDate(value.end)}`
      const outcome = value.outcome.trim() === '' ? '' : ` ${value.outcome}`
      return `${value.title} (from ${longDate(value.from)}${end}; ${value.status}).${outcome}`
    }
    default:
      return 'Removed'
  }
}
