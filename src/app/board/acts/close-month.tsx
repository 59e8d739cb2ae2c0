import { useState } from 'react'
import * as z from 'zod/mini'
import type { Refusal } from '../../../device/desk.ts'
import type { Office } from '../../../device/door/office.ts'
import { dayName } from '../../../domain/sentences.ts'
import type { Service } from '../../../domain/set/indicator-set.ts'
import { type Period, periodName } from '../../../domain/time/period.ts'
import type { Collection } from '../../../protocol/exchange.ts'
import { Button } from '../../govuk/button.tsx'
import { Dialog } from '../../sheet/dialog.tsx'
import { longDate, plural } from '../../words.ts'
import type { ShownRow } from '../board-rows.ts'
import { countsOf } from '../shown/counts.ts'
import { LostNotice } from './lost-notice.tsx'

interface Props {
  readonly office: Office
  readonly period: Period
  readonly collections: readonly Collection[]
  /** Every row of the month, whatever the filter leaves. */
  readonly rows: readonly ShownRow[]
  readonly onDone: () => void
}

/** The month of each service of hers: when it is due, whether it is closed, and closing it or opening it again. */
export function CloseMonth({ office, period, collections, rows, onDone }: Props) {
  const [asked, setAsked] = useState<{ readonly service: Service; readonly collection: Collection }>()
  const shown = office.set.services.flatMap(service => {
    const collection = collections.find(one => one.service === service.id && one.period === period)
    return collection?.state === 'open' && rows.some(one => one.service === service) ? [{ service, collection }] : []
  })
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="collections" className="ff-board__collections">
      <h2 id="collections" className="govuk-heading-s">
        Closing {periodName(period)}
      </h2>
      <ul className="govuk-list">
        {shown.map(({ service, collection }) => (
          <li key={service.id}>
            {service.name}: {stands(collection)}{' '}
            {!mayClose(office, service) ? null : (
              <Button look="link" onClick={() => setAsked({ service, collection })}>
                {collection.closed === undefined ? 'Close' : 'Open again'}
                <span className="govuk-visually-hidden">
                  {' '}
                  {periodName(period)} for {service.name}
                </span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked ? (
        <Confirm
          office={office}
          period={period}
          service={asked.service}
          close={asked.collection.closed === undefined}
          rows={rows.filter(one => one.service === asked.service)}
          onDone={onDone}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </section>
  )
}

/** A month is closed for all of a service: not by an officer of some of its areas. */
const mayClose = ({ me }: Office, service: Service): boolean =>
  (me.services ?? []).some(one => one.service === service.id && one.areas === 'every')

const stands = ({ due, closed }: Collection): string =>
  closed === undefined ? `open, due ${dayName(due)}.` : `closed ${longDate(closed)}.`

interface ConfirmProps extends Pick<Props, 'office' | 'period' | 'rows' | 'onDone'> {
  readonly service: Service
  readonly close: boolean
  readonly onClose: () => void
}

function Confirm({ office, period, service, close, rows, onDone, onClose }: ConfirmProps) {
  const [refusal, setRefusal] = useState<Refusal>()
  const [busy, setBusy] = useState(false)
  const { outstanding, sentBack, received, accepted } = countsOf(rows)
  const press = async (): Promise<void> => {
    setBusy(true)
    const closed = close ? office.installation.today : null
    const asked = { service: service.id, period, closed }
    const answer = await office.api.write(z.unknown(), '/api/collections/close', asked)
    setBusy(false)
    if (!answer.ok) return setRefusal(answer.refusal)
    onDone()
    onClose()
  }
  const missing = outstanding + sentBack
  return (
    <Dialog title={`${close ? 'Close' : 'Open'} ${periodName(period)} for ${service.name}?`} onClose={onClose}>
      {refusal ? <LostNotice refusal={refusal} /> : null}
      {close ? (
        <>
          <p className="govuk-body">
            Nothing more is taken into a return of this month. What a provider sends after that is kept, and shown to
            you here to take or decline. You can open one return again, or the whole month.
          </p>
          <p className="govuk-body">
            <strong>
              {missing === 0
                ? 'No return is outstanding.'
                : `${plural(missing, 'return')} of ${plural(rows.filter(one => !one.wide).length, 'district')} ${missing === 1 ? 'is' : 'are'} outstanding.`}
            </strong>{' '}
            {received - accepted > 0 ? `${plural(received - accepted, 'return')} received, not accepted yet.` : ''}
          </p>
        </>
      ) : (
        <p className="govuk-body">Providers can change and submit their returns of this month again.</p>
      )}
      <div className="govuk-button-group">
        <Button disabled={busy} data-first onClick={() => void press()}>
          {close ? 'Close the month' : 'Open the month again'}
        </Button>
        <Button look="secondary" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  )
}
