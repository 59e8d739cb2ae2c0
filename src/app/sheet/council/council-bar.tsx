import '../../styles-later.scss'
import { useState } from 'react'
import type { PlaceId } from '../../../domain/ids.ts'
import { Button } from '../../govuk/button.tsx'
import { describedBy, FormGroup } from '../../govuk/form-group.tsx'
import { nameOfPlace, placesOf } from '../../month/month.ts'
import { plural } from '../../words.ts'
import { Dialog } from '../dialog.tsx'
import { useSheet, useTopic } from '../sheet-context.ts'
import { topicOf } from '../work/topics.ts'
import { type Answer, answerEdits, suppliedAt } from './answers.ts'

/** Above the figures: how many of the council's there are to answer, district by district, and all of one at once. */
export function CouncilBar({ places }: { readonly places: readonly PlaceId[] }) {
  const { work } = useSheet()
  useTopic(work, topicOf.summary)
  const [disputing, setDisputing] = useState<PlaceId>()
  if (!work.month.indicators.some(one => one.source === 'imported')) return null
  const rows = places.flatMap(place => {
    const supplied = suppliedAt(work, place)
    return supplied.length === 0 ? [] : [{ place, supplied }]
  })
  const awaited = work.month.indicators.filter(
    one => one.source === 'imported' && placesOf(work.month, one).some(place => places.includes(place)),
  ).length
  if (rows.length === 0)
    return awaited === work.month.indicators.length ? (
      <p className="ff-council-bar">The council will supply {plural(awaited, 'figure')}. There is nothing to type.</p>
    ) : null
  const answer = (place: PlaceId, chosen: Answer, why = '') => {
    const open = suppliedAt(work, place).filter(({ standing }) => standing.state === 'unanswered')
    const indicators = open.map(({ indicator }) => indicator)
    void work.apply(answerEdits(work, place, indicators, chosen, why))
  }
  return (
    <section className="ff-council-bar" aria-label="Figures from the council">
      {rows.map(({ place, supplied }) => {
        const name = nameOfPlace(work.month.set, place, work.month.period)
        const open = supplied.filter(({ standing }) => standing.state === 'unanswered').length
        const disputed = supplied.filter(({ standing }) => standing.state === 'disputed').length
        return (
          <div key={place} className="ff-council-bar__place">
            <span>
              {name}: {plural(supplied.length, 'figure')} from the council,{' '}
              {open === 0 ? 'all answered' : `${open} to answer`}
              {disputed > 0 ? `, ${disputed} disputed` : ''}
            </span>{' '}
            {open === 0 || work.readOnly(place) !== undefined ? null : (
              <>
                <Button look="link" onClick={() => answer(place, 'agree')}>
                  Agree with all {open} <span className="govuk-visually-hidden">of {name}</span>
                </Button>{' '}
                <Button look="link" onClick={() => setDisputing(place)}>
                  Dispute all {open} <span className="govuk-visually-hidden">of {name}</span>
                </Button>
              </>
            )}
          </div>
        )
      })}
      {disputing === undefined ? null : (
        <DisputeDialog
          name={nameOfPlace(work.month.set, disputing, work.month.period)}
          onClose={() => setDisputing(undefined)}
          onDispute={why => {
            answer(disputing, 'dispute', why)
            setDisputing(undefined)
          }}
        />
      )}
    </section>
  )
}

interface DisputeProps {
  readonly name: string
  readonly onClose: () => void
  readonly onDispute: (why: string) => void
}

/** One reason for all of a district's figures. */
function DisputeDialog({ name, onClose, onDispute }: DisputeProps) {
  const [why, setWhy] = useState('')
  const [error, setError] = useState<string>()
  return (
    <Dialog title={`Dispute the figures of ${name}`} onClose={onClose}>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          if (why.trim() === '') setError('Say why they are disputed')
          else onDispute(why)
        }}
      >
        <FormGroup
          id="dispute-all"
          label="Why, in a few words"
          hint="Seen by the council. The figures stand until it has settled them."
          error={error}
        >
          <textarea
            id="dispute-all"
            className="govuk-textarea"
            rows={3}
            maxLength={2_000}
            autoComplete="off"
            value={why}
            aria-describedby={describedBy('dispute-all', { hint: true, error: error !== undefined })}
            onChange={event => setWhy(event.target.value)}
          />
        </FormGroup>
        <div className="govuk-button-group">
          <Button type="submit">Dispute</Button>
          <Button look="secondary" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
