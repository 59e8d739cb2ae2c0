import '../../styles-later.scss'
import { useId, useState } from 'react'
import type { Edit } from '../../../device/desk.ts'
import { gapWords } from '../../../domain/figures/measure.ts'
import { Button } from '../../govuk/button.tsx'
import { TextInput } from '../../govuk/text-input.tsx'
import { plural } from '../../words.ts'
import { Dialog } from '../dialog.tsx'
import { useSheet } from '../sheet-context.ts'
import type { PastePlan } from './paste.ts'
import { type Outcome, outcomesOf } from './paste-outcome.ts'
import { PasteTable } from './paste-table.tsx'
import { PasteUnfits } from './paste-unfits.tsx'

interface Props {
  /** The one that fits more first. */
  readonly plans: readonly [PastePlan, PastePlan]
  readonly onPaste: (edits: readonly Edit[]) => void
  readonly onClose: () => void
}

const count = (outcomes: readonly Outcome[], what: Outcome['what']): number =>
  outcomes.filter(one => one.what === what).length

/** How many fit and where they go; then only what has to be looked at. */
function sentences(plan: PastePlan, outcomes: readonly Outcome[]): readonly string[] {
  const fits = outcomes.length
  const changed = count(outcomes, 'changed')
  const same = count(outcomes, 'same')
  const not = plan.unfits.length
  const by = plan.by === 'labels' ? 'by the codes and districts copied with them' : 'from the cell you are in'
  return [
    `${plural(fits, 'figure')} ${fits === 1 ? 'fits' : 'fit'}, placed ${by}.`,
    ...(plan.turned ? ['The block is turned round: its lines are taken as columns.'] : []),
    ...(changed > 0 ? [`${plural(changed, 'figure')} there now ${changed === 1 ? 'is' : 'are'} replaced.`] : []),
    ...(same > 0 ? [`${plural(same, 'figure')} ${same === 1 ? 'is' : 'are'} there already.`] : []),
    ...(plan.blanks > 0 ? ['Where the block is empty, what is there stays.'] : []),
    ...(not > 0 ? [`${plural(not, 'cell')} ${not === 1 ? 'does' : 'do'} not fit.`] : []),
  ]
}

/** What goes where, what it replaces and what does not fit, before anything is written. */
export function PasteDialog({ plans, onPaste, onClose }: Props) {
  const { work } = useSheet()
  const [first, other] = plans
  const [plan, setPlan] = useState(first)
  const [why, setWhy] = useState('')
  const id = useId()
  const note = why.trim().toWellFormed()
  const explained = note === '' ? [] : plan.unexplained.map(fit => ({ ...fit, gap: { ...fit.gap, note } }))
  const outcomes = outcomesOf(work, [...plan.fits, ...explained])
  const writes = outcomes.filter(one => one.what !== 'same')
  const another = plan === first ? other : first
  const asked = [...new Set(plan.unexplained.map(fit => `“${gapWords[fit.gap.reason]}”`))]
  return (
    <Dialog title="Paste these figures?" onClose={onClose} wide>
      <p className="govuk-body">
        {sentences(plan, outcomes).join(' ')}{' '}
        {another.fits.length + another.unexplained.length > 0 ? (
          <Button look="link" onClick={() => setPlan(another)}>
            {another.turned ? 'Turn it round (lines as columns)' : 'Take it as it is (not turned round)'}
          </Button>
        ) : null}
      </p>
      {plan.unexplained.length > 0 ? (
        <TextInput
          id={id}
          label={`Why, for the ${plural(plan.unexplained.length, 'cell')} that ${plan.unexplained.length === 1 ? 'says' : 'say'} ${asked.join(' or ')}`}
          hint="Seen by the council. Left empty, those cells stay as they are."
          maxLength={2_000}
          autoComplete="off"
          value={why}
          onChange={event => setWhy(event.target.value)}
        />
      ) : null}
      <PasteUnfits month={work.month} unfits={plan.unfits} turned={plan.turned} />
      <PasteTable month={work.month} outcomes={outcomes} />
      <div className="govuk-button-group">
        {writes.length > 0 ? (
          // Enter pastes, unless a reason is asked for first.
          <Button
            data-first={plan.unexplained.length === 0 ? '' : undefined}
            onClick={() => onPaste(writes.map(one => one.edit))}
          >
            Paste {plural(writes.length, 'figure')}
          </Button>
        ) : null}
        <Button look="secondary" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  )
}
