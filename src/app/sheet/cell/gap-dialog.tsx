import '../../styles-later.scss'
import { useForm } from 'react-hook-form'
import type { Gap, GapReason } from '../../../domain/figures/figure.ts'
import { gapWords } from '../../../domain/figures/measure.ts'
import { type IndicatorId, type IsoDate, indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { Button } from '../../govuk/button.tsx'
import { TextInput } from '../../govuk/text-input.tsx'
import { nameOfPlace } from '../../month/month.ts'
import { NoteWarnings } from '../../personal-data/note-warnings.tsx'
import { Dialog } from '../dialog.tsx'
import { useSheet } from '../sheet-context.ts'
import { CarryChoice } from './carry-choice.tsx'
import { cellName, focusCell } from './cell-names.ts'

interface Props {
  readonly place: PlaceId
  readonly indicator: Indicator
  readonly onClose: () => void
}

interface Choice {
  readonly reason: GapReason | 'figure'
  readonly note: string
  readonly expected: string
  readonly everywhere: boolean
}

const choices: readonly { readonly value: Choice['reason']; readonly label: string; readonly hint: string }[] = [
  { value: 'figure', label: 'There is a figure', hint: 'I will type it in the cell' },
  { value: 'not-applicable', label: 'Not applicable', hint: 'It does not apply to this district this month' },
  { value: 'not-available', label: 'Not available', hint: 'It applies, but cannot be counted' },
  { value: 'to-follow', label: 'To follow', hint: 'It will be known later' },
]

const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text)

/** The field she came from has become a reason (or the other way): the focus goes to what is there now. */
function backTo(place: PlaceId, indicator: IndicatorId): void {
  const { activeElement } = document
  if (activeElement === null || activeElement === document.body || activeElement.closest('dialog'))
    focusCell(place, indicator)
}

/** A figure, or why there is none: a choice with a reason, never a blank. */
export function GapDialog({ place, indicator, onClose }: Props) {
  const { work } = useSheet()
  const { month } = work
  const cell = indicatorCell(indicator.id)
  const value = work.readings.value(place, cell)
  const gap = value?.type === 'gap' ? value : undefined
  const { register, handleSubmit, watch, formState } = useForm<Choice>({
    defaultValues: {
      reason: gap?.reason ?? 'not-available',
      note: gap?.note ?? '',
      expected: gap?.expected ?? '',
      everywhere: false,
    },
  })
  const reason = watch('reason')
  const others = month.places.filter(
    other => other !== place && work.readOnly(other) === undefined && work.readings.value(other, cell) === undefined,
  )
  const save = (choice: Choice) => {
    const chosen: Gap | null =
      choice.reason === 'figure'
        ? null
        : {
            type: 'gap',
            reason: choice.reason,
            note: choice.note.trim().toWellFormed(),
            ...(choice.reason === 'to-follow' && choice.expected !== ''
              ? { expected: choice.expected as IsoDate }
              : {}),
          }
    if (chosen !== null || gap !== undefined)
      void work
        .chooseGap(choice.everywhere && chosen ? [place, ...others] : [place], indicator.id, chosen)
        .then(() => requestAnimationFrame(() => backTo(place, indicator.id)))
    onClose()
  }
  return (
    <Dialog title={cellName(month, place, indicator)} onClose={onClose}>
      <CarryChoice place={place} indicator={indicator} onClose={onClose} />
      <form onSubmit={handleSubmit(save)} noValidate>
        <fieldset className="govuk-fieldset">
          <legend className="govuk-fieldset__legend">Is there a figure?</legend>
          <div className="govuk-radios govuk-radios--small" data-module="govuk-radios">
            {choices.map(choice => (
              <div className="govuk-radios__item" key={choice.value}>
                <input
                  className="govuk-radios__input"
                  id={`gap-${choice.value}`}
                  type="radio"
                  value={choice.value}
                  aria-describedby={`gap-${choice.value}-hint`}
                  {...register('reason')}
                />
                <label className="govuk-label govuk-radios__label" htmlFor={`gap-${choice.value}`}>
                  {choice.label}
                </label>
                <div id={`gap-${choice.value}-hint`} className="govuk-hint govuk-radios__hint">
                  {choice.hint}
                </div>
              </div>
            ))}
          </div>
        </fieldset>
        {reason === 'figure' ? null : (
          <>
            <TextInput
              id="gap-note"
              label="Why, in a few words"
              hint={`${gapWords[reason]}. Seen by the council`}
              error={formState.errors.note?.message}
              data-first={gap === undefined ? '' : undefined}
              maxLength={2_000}
              autoComplete="off"
              {...register('note', { validate: text => text.trim() !== '' || 'Say why, in a few words' })}
            />
            <NoteWarnings text={watch('note')} fieldId="gap-note" />
            {reason === 'to-follow' ? (
              <TextInput
                id="gap-expected"
                label="Expected on (if known)"
                type="date"
                className="govuk-input--width-10"
                error={formState.errors.expected?.message}
                {...register('expected', {
                  validate: text => text === '' || isDate(text) || 'Enter the day, the month and a year of four digits',
                })}
              />
            ) : null}
            {others.length > 0 ? (
              <div className="govuk-checkboxes govuk-checkboxes--small">
                <div className="govuk-checkboxes__item">
                  <input
                    className="govuk-checkboxes__input"
                    id="gap-everywhere"
                    type="checkbox"
                    {...register('everywhere')}
                  />
                  <label className="govuk-label govuk-checkboxes__label" htmlFor="gap-everywhere">
                    The same for every district without an answer here (
                    {others.map(other => nameOfPlace(month.set, other, month.period)).join(', ')})
                  </label>
                </div>
              </div>
            ) : null}
          </>
        )}
        <div className="govuk-button-group">
          <Button type="submit">Save</Button>
          <Button look="secondary" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
