import '../../styles-later.scss'
import { type KeyboardEvent, useState } from 'react'
import type { IndicatorId, PlaceId } from '../../../domain/ids.ts'
import { indicatorById } from '../../../domain/set/indicators.ts'
import { cellAttribute, cellName } from '../cell/cell-names.ts'
import { useSheet, useTopic } from '../sheet-context.ts'
import type { MonthWork } from '../work/month-work.ts'
import { cellErrors } from '../work/summary.ts'
import { topicOf } from '../work/topics.ts'
import { type Standing, sameHome, type Target } from './explaining.ts'
import { ExplanationEditor } from './explanation-editor.tsx'
import { isFree, isOpen, standingAt, unwritten } from './explanations.ts'
import { backToFigure } from './go-to-explanation.ts'
import { linesAbout, QueryLines } from './query-lines.tsx'

interface Begun {
  readonly standing: Standing
  /** Where it stood among them when she began: it is drawn there still, so that the field is not taken from her. */
  readonly nth: number
}

/** What can be written about a figure: what hangs on it, and where nothing does that is open to her, one to begin. */
function editable(work: MonthWork, at: Target, begun: Begun | undefined): readonly Standing[] {
  const found = standingAt(work, at)
  const mine = begun?.standing.homes[0]
  const isMine = (one: Standing): boolean => mine !== undefined && one.homes.some(home => sameHome(home, mine))
  const others = found.filter(one => !isMine(one))
  const all = begun === undefined ? found : others.toSpliced(begun.nth, 0, ...found.filter(isMine))
  const writable = all.some(one => isOpen(work, one)) || work.readOnly(at.place) !== undefined
  if (all.length > 0 && writable) return all
  if (all.length === 0 && begun === undefined && work.readOnly(at.place) !== undefined) return []
  const goesOn = begun !== undefined && isOpen(work, begun.standing) && isFree(work, begun.standing)
  return [...all, goesOn ? { ...begun.standing, text: '', reasons: [] } : unwritten(work, [at])]
}

/** The queries of one figure and its explanation. */
export function ExplainPart({ place, indicator }: { readonly place: PlaceId; readonly indicator: IndicatorId }) {
  const { work } = useSheet()
  useTopic(work, topicOf.queries)
  useTopic(work, topicOf.explanations)
  useTopic(work, topicOf.cell(place, indicator))
  const [begun, setBegun] = useState<Begun>()
  const found = indicatorById(work.month.set, indicator)
  if (found === undefined) return null
  const at: Target = { place, indicator }
  const name = cellName(work.month, place, found)
  const lines = cellErrors(work, place, found).length > 0 ? [] : linesAbout(work.queries(place), at)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F2' || event.nativeEvent.isComposing) return
    event.preventDefault()
    backToFigure(at)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F2 goes back to the figure from whatever is inside
    <div className="ff-explaining" data-explains={cellAttribute(place, indicator)} onKeyDown={onKeyDown}>
      <QueryLines at={at} lines={lines} />
      {editable(work, at, begun).map((standing, nth) => (
        // In the order of writing: a move to another return keeps the ticks she is at.
        <ExplanationEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: what is edited keeps its place, wherever it is written
          key={nth}
          at={at}
          name={name}
          standing={standing}
          another={nth > 0}
          onTouched={touched => setBegun({ standing: touched, nth })}
        />
      ))}
    </div>
  )
}
