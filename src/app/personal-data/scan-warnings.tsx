import '../styles-later.scss'
import { clearedCell } from '../../domain/cell-kinds.ts'
import type { CellKey, PlaceId } from '../../domain/ids.ts'
import { countsOf } from '../../domain/texts/cleared.ts'
import { Button } from '../govuk/button.tsx'
import { useSheet, useTopic } from '../sheet/sheet-context.ts'
import { textOf } from '../sheet/work/texts.ts'
import { topicOf } from '../sheet/work/topics.ts'
import { whenSentence } from '../words.ts'
import { countsLookedAt, hitsToLookAt, lookAt, lookedAtTwice } from './looked-at.ts'
import { useHits } from './use-hits.ts'
import { WarningList } from './warning-list.tsx'

interface Props {
  readonly place: PlaceId
  readonly cell: CellKey
  /** The field that the text is written in. */
  readonly fieldId: string
}

/** Under a text, as it is written: what in it looks as if it were about one person. It warns and never blocks. */
export function ScanWarnings({ place, cell, fieldId }: Props) {
  const { work } = useSheet()
  const version = useTopic(work, topicOf.cell(place, cell))
  useTopic(work, topicOf.cell(place, clearedCell(cell)))
  const textNow = (): string => {
    const field = document.getElementById(fieldId)
    const typed = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement ? field.value : undefined
    return typed ?? textOf(work.cell(place, cell)?.value)
  }
  const hits = useHits(textNow, version)
  // Nothing can be done about a text that cannot be changed here.
  const shown = work.readOnly(place) === undefined ? hitsToLookAt(work, place, cell, hits) : []
  const view = work.cell(place, clearedCell(cell))
  const twice = lookedAtTwice(work, place, cell)
  const found = countsOf(hits)
  const done = [...countsLookedAt(work, place, cell)].some(([rule]) => found.has(rule))
  return (
    <>
      <WarningList
        hits={shown}
        fieldId={fieldId}
        onLookedAt={rules => {
          void lookAt(work, place, cell, hits, rules)
          document.getElementById(fieldId)?.focus()
        }}
      />
      {twice ? (
        <p className="ff-scan__done">
          Two people looked at the warnings of this text, each of another version.{' '}
          <Button look="link" onClick={() => void lookAt(work, place, cell, hits, [...found.keys()])}>
            Looked at again: not personal data
          </Button>
        </p>
      ) : null}
      {done && shown.length === 0 && view?.by && view.at ? (
        <p className="ff-scan__done">
          Warnings about this text were looked at by {view.by.name}, {whenSentence(view.at)}.
        </p>
      ) : null}
    </>
  )
}
