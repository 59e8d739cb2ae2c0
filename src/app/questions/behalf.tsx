import '../styles-later.scss'
import { useState } from 'react'
import type { ShownBehalf } from '../../device/desk.ts'
import { mayOverall } from '../../device/role-in.ts'
import { storageSentence } from '../../device/status.ts'
import { type IndicatorId, indicatorCell, type PlaceId } from '../../domain/ids.ts'
import { Button } from '../govuk/button.tsx'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { aboutCell } from '../sheet/cell/cell-names.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { longDate, whenSentence } from '../words.ts'
import type { UnconfirmedAt } from './standing.ts'

/** 'Entered by the council from: by phone, 3 July 2017.' */
export const behalfSentence = ({ source, date }: ShownBehalf): string =>
  `Entered by the council from: ${source}, ${longDate(date)}.`

export const confirmedSentence = ({ confirmed, standing }: ShownBehalf): string =>
  confirmed === undefined
    ? ''
    : `Confirmed by ${confirmed.by.name}, ${whenSentence(confirmed.at)}${standing ? ', not sent yet' : ''}.`

/** A lead of the contract, or who stands in for one. For what to show; the server decides. */
export function useMayConfirm(): boolean {
  const { work } = useSheet()
  return useDesk(state => mayOverall(state.me, 'confirm-entered', work.month.contract.id))
}

/** Confirms figures, a return at a time; `problem`: what storage says to it. */
export function useConfirm(): {
  readonly confirm: (figures: readonly UnconfirmedAt[]) => Promise<boolean>
  readonly problem: string
} {
  const { work } = useSheet()
  const { desk, unsaved } = useAtDesk()
  const [problem, setProblem] = useState('')
  const confirm = async (figures: readonly UnconfirmedAt[]): Promise<boolean> => {
    for (const [place, ones] of Map.groupBy(figures, one => one.place)) {
      const cells = ones.map(one => one.cell)
      const saved = await unsaved.during(desk.confirmFigures(work.sheet(place), cells))
      if (saved.ok) continue
      setProblem(`Not confirmed. ${storageSentence(saved.problem)}`)
      return false
    }
    setProblem('')
    return true
  }
  return { confirm, problem }
}

/** At a figure that the council entered: from where, and *Confirm* for a lead. Typing another replaces it. */
export function BehalfLine({ place, indicator }: { readonly place: PlaceId; readonly indicator: IndicatorId }) {
  const { work } = useSheet()
  const cell = indicatorCell(indicator)
  const behalf = useDesk(state => state.sheets.get(work.sheet(place))?.cells.get(cell)?.behalf)
  const may = useMayConfirm()
  const { confirm, problem } = useConfirm()
  if (behalf === undefined) return null
  return (
    <p className="ff-behalf">
      {behalfSentence(behalf)} {confirmedSentence(behalf)}{' '}
      {behalf.confirmed ? null : may ? (
        <Button look="secondary" className="ff-button-small" onClick={() => void confirm([{ place, cell }])}>
          Confirm <span className="govuk-visually-hidden">{aboutCell(work.month, place, cell).name}</span>
        </Button>
      ) : (
        'Your lead is to confirm it.'
      )}
      {problem === '' ? null : <strong role="alert"> {problem}</strong>}
    </p>
  )
}
