import { type FormEvent, useState } from 'react'
import { cellsOf } from '../../../domain/checks/checks.ts'
import { followed } from '../../../domain/figures/measure.ts'
import { indicatorCell } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { codeIn } from '../../../domain/set/indicators.ts'
import type { Cell } from '../../../protocol/exchange.ts'
import { longestReason } from '../../../protocol/review.ts'
import { Button } from '../../govuk/button.tsx'
import { Choose } from '../../govuk/choose.tsx'
import { ErrorSummary } from '../../govuk/error-summary.tsx'
import { TextInput } from '../../govuk/text-input.tsx'
import { nameOfPlace } from '../../month/month.ts'
import { type Field, fieldsOf, followedBy } from '../../sheet/cell/typed-value.ts'
import { Dialog } from '../../sheet/dialog.tsx'
import { valueWords } from '../../sheet/sides/value-words.ts'
import { ActNotice } from '../act-notice.tsx'
import { useForm, useReviewing } from '../reviewing.ts'
import { useActing } from '../use-acting.ts'
import { entered, gapChoices, gapOf, type Wrong } from './entered-value.ts'

interface Props {
  readonly indicator: Indicator
  /** What stands there now. */
  readonly stored: Cell | undefined
  readonly onClose: () => void
}

/** A figure entered for the provider, with its source; the provider's lead confirms it. */
export function EnterDialog({ indicator, stored, onClose }: Props) {
  const { office, set, place, period, context } = useReviewing()
  const { form, fields, type, forget } = useForm(`enter ${indicator.id}`)
  const { state, act } = useActing(form)
  const [wrong, setWrong] = useState<Wrong>({})
  const typed = { ...fields, date: fields['date'] ?? office.installation.today }
  const gap = gapOf(typed)
  const save = async (): Promise<void> => {
    const made = entered(indicator, typed)
    setWrong(made.ok ? {} : made.wrong)
    if (!made.ok) return
    const { value, source, date } = made
    const cell = indicatorCell(indicator.id)
    if (!(await act({ kind: 'enter', cell, value, base: stored?.token ?? null, source, date }))) return
    forget()
    onClose()
  }
  const input = (name: string, label: string, more: object = {}) => (
    <TextInput
      id={`enter-${name}`}
      label={label}
      error={wrong[name]}
      autoComplete="off"
      value={fields[name] ?? ''}
      onChange={event => type(name, event.target.value)}
      {...more}
    />
  )
  return (
    <Dialog
      title={`${codeIn(indicator, period)} ${indicator.shortTitle}, ${nameOfPlace(set, place, period)}`}
      onClose={onClose}
    >
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void save()
        }}
      >
        <p className="govuk-body">
          Entered by the council for the provider, whose lead confirms it.
          {stored?.value ? ` It takes the place of: ${valueWords(stored.value, set)}.` : ''}
        </p>
        <ErrorSummary lines={Object.entries(wrong).map(([name, text]) => ({ text, to: `#enter-${name}` }))} />
        {gap === undefined
          ? fieldsOf(indicator).map((field, i) => (
              <div key={field}>
                {input(field, labelOf(indicator, field), {
                  inputMode: 'decimal',
                  className: 'govuk-input--width-5',
                  'data-first': i === 0 ? '' : undefined,
                  hint: hintOf(field),
                })}
              </div>
            ))
          : null}
        <Choose
          id="enter-gap"
          label="Is there a figure?"
          all="There is a figure"
          value={gap ?? ''}
          options={gapChoices}
          onChoose={value => type('gap', value)}
        />
        {gap === undefined ? null : input('note', 'Why there is none, in a few words', { maxLength: 2_000 })}
        {gap === 'to-follow'
          ? input('expected', 'Expected on (if known)', { type: 'date', className: 'govuk-input--width-10' })
          : null}
        {input('source', 'Where it comes from', { maxLength: longestReason, hint: 'By phone, e-mail of 3 July' })}
        {input('date', 'The day it was given', {
          type: 'date',
          className: 'govuk-input--width-10',
          value: typed.date,
        })}
        <ActNotice state={state} again={() => void save()} />
        <div className="govuk-button-group">
          <Button type="submit" disabled={state.is === 'sending'}>
            Enter it
          </Button>
          <Button look="secondary" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  )

  function hintOf(field: Field): string | undefined {
    const source = followedBy(indicator, field)
    if (source === undefined || field === 'value') return undefined
    const now = followed(set, indicator, field, cellsOf(context))
    return `Left empty, it is the same as ${codeOf(source)}${now === undefined ? '' : `, now ${now}`}`
  }
  function codeOf(id: Indicator['id']): string {
    const found = set.indicators.find(one => one.id === id)
    return found ? codeIn(found, period) : id
  }
}

function labelOf(indicator: Indicator, field: Field): string {
  if (field === 'value') return 'Figure'
  const side = indicator[field]
  return `${field === 'part' ? 'Part' : 'Whole'}: ${side?.label ?? ''}`
}
