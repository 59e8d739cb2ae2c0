import '../../styles-later.scss'
import { Link } from 'react-router'
import { earlierCell, earlierWhyCell } from '../../../domain/cell-kinds.ts'
import type { Explanation } from '../../../domain/figures/figure.ts'
import { everywhere, indicatorCell, type PlaceId, sheetOf } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { type Period, periodName } from '../../../domain/time/period.ts'
import { may } from '../../../domain/workflow.ts'
import { Button } from '../../govuk/button.tsx'
import { nameOfPlace } from '../../month/month.ts'
import { useDesk } from '../../session/desk-context.ts'
import { BesideField } from '../beside/beside-field.tsx'
import { indicatorName } from '../cell/cell-names.ts'
import { TextCell } from '../cell/text-cell.tsx'
import { Dialog } from '../dialog.tsx'
import { useSheet, useTopic } from '../sheet-context.ts'
import { topicOf } from '../work/topics.ts'
import { earlierShown } from './earlier-words.ts'

interface Props {
  readonly place: PlaceId
  readonly indicator: Indicator
  readonly month: Period
  readonly onClose: () => void
}

const whyValue = (indicator: Indicator, text: string): Explanation | null => {
  const why = text.trim().toWellFormed()
  return why === '' ? null : { type: 'explanation', text: why, reasons: [], cells: [indicatorCell(indicator.id)] }
}

/** Another figure for an earlier month, with its reason; or the way there, where that month can still be typed in. */
export function EarlierDialog({ place, indicator, month, onClose }: Props) {
  const { work } = useSheet()
  const { set, contract, service } = work.month
  const sheets = useDesk(state => state.sheets)
  const collections = useDesk(state => state.collections)
  const cell = earlierCell(indicator.id, month)
  const why = earlierWhyCell(indicator.id, month)
  useTopic(work, topicOf.cell(place, cell))
  useTopic(work, topicOf.cell(place, why))
  const { history } = work.readings.context(place)
  const stands = history[month]?.[indicator.id]
  const shown = earlierShown(set, indicator, stands, history[month])
  const name = `${indicatorName(work.month, indicator)}, ${nameOfPlace(set, place, month)}, ${periodName(month)}`
  const promised = stands?.type === 'gap' && stands.reason === 'to-follow'
  const open =
    collections.some(one => one.service === service.id && one.period === month && one.state === 'open') &&
    may(sheets.get(sheetOf(contract.id, place, month))?.state ?? 'open', 'edit', 'provider-editor')
  if (open)
    return (
      <Dialog title={name} onClose={onClose}>
        <p className="govuk-body">
          {periodName(month)} can still be typed in.{' '}
          <Link to={`/returns/${contract.id}/${month}${place === everywhere ? '' : `?at=${place}/${indicator.id}`}`}>
            Go to {periodName(month)}
          </Link>{' '}
          and change the figure there.
        </p>
        <Button onClick={onClose}>Close</Button>
      </Dialog>
    )
  const proposed = work.readings.value(place, cell) !== undefined || work.readings.value(place, why) !== undefined
  const withdraw = () =>
    void work.apply(
      [cell, why].flatMap(one =>
        work.readings.value(place, one) === undefined ? [] : [{ sheet: work.sheet(place), cell: one, value: null }],
      ),
    )
  return (
    <Dialog title={name} onClose={onClose}>
      <p className="govuk-body">
        {promised
          ? 'It was to follow.'
          : `It stands at ${shown}. What you propose instead goes to the council with this return; until it has decided, ${shown} stands.`}
      </p>
      <div className="ff-earlier__figure">
        <span aria-hidden="true">{promised ? 'The figure' : `Another figure for ${periodName(month)}`}</span>{' '}
        <BesideField place={place} indicator={indicator} cell={cell} label={`Another figure for ${name}`} />
      </div>
      {promised ? null : (
        <div className="ff-earlier__why">
          <label htmlFor="earlier-why" className="govuk-label">
            Why
          </label>
          <TextCell
            id="earlier-why"
            place={place}
            cell={why}
            label={`Why ${name} is to be corrected`}
            toValue={(_before, text) => whyValue(indicator, text)}
            rows={3}
          />
        </div>
      )}
      <div className="govuk-button-group">
        <Button onClick={onClose}>Done</Button>
        {proposed && work.readOnly(place) === undefined ? (
          <Button look="secondary" onClick={withdraw}>
            Take it back
          </Button>
        ) : null}
      </div>
    </Dialog>
  )
}
