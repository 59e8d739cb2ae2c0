import { type FormEvent, useState } from 'react'
import type { PlaceId } from '../../../domain/ids.ts'
import { hitSentence, scan } from '../../../domain/texts/personal-data.ts'
import { addMonths, type Period } from '../../../domain/time/period.ts'
import { Button } from '../../govuk/button.tsx'
import { FormGroup } from '../../govuk/form-group.tsx'
import { TextInput } from '../../govuk/text-input.tsx'
import { useSheet } from '../sheet-context.ts'
import { centresOf, isInMonth, type LinesBy, lineName, lineOf, longestLine } from './line-names.ts'

interface Props {
  readonly place: PlaceId
  readonly by: LinesBy
  /** Those there are already. */
  readonly lines: readonly string[]
  readonly onAdd: (line: string) => void
}

/** Names a new line. A name of somebody is warned of and not refused: initials or a role say enough. */
export function AddLine({ place, by, lines, onAdd }: Props) {
  const { set, period } = useSheet().work.month
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const centres = centresOf(set, place, period).filter(centre => !lines.includes(centre.id))
  const add = (event: FormEvent) => {
    event.preventDefault()
    const line = lineOf(by, text)
    const wrong = line === undefined ? unnamed[by] : fault(line, { by, lines, period })
    setError(wrong)
    if (line === undefined || wrong !== undefined) return
    onAdd(line)
    setText('')
  }
  const warning = by === 'worker' ? [...new Set(scan(text).map(({ rule }) => hitSentence(rule)))] : []
  const first = `${period}-01`
  const last = new Date(Date.parse(`${addMonths(period, 1)}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  return (
    <form onSubmit={add} noValidate className="ff-lines__add">
      {by === 'centre' ? (
        <FormGroup id="line-new" label="Add a centre" error={error}>
          <select
            id="line-new"
            className="govuk-select"
            value={text}
            onChange={event => setText(event.target.value)}
            aria-describedby={error ? 'line-new-error' : undefined}
          >
            <option value="">Choose</option>
            {centres.map(centre => (
              <option key={centre.id} value={centre.id}>
                {centre.name}
              </option>
            ))}
          </select>
        </FormGroup>
      ) : (
        <TextInput
          id="line-new"
          label={by === 'date' ? 'Add a date' : 'Add a worker'}
          hint={by === 'date' ? undefined : 'Initials or a role, not a name: the council sees it'}
          error={error}
          type={by === 'date' ? 'date' : 'text'}
          {...(by === 'date' ? { min: first, max: last } : { maxLength: longestLine })}
          className="govuk-input--width-10"
          autoComplete="off"
          value={text}
          onChange={event => setText(event.target.value)}
        />
      )}
      <div role="status">
        {warning.length > 0 ? (
          <p className="ff-lines__warning">{warning.join('. ')}. Initials or a role are enough.</p>
        ) : null}
      </div>
      <Button type="submit" look="secondary">
        Add a line
      </Button>
    </form>
  )

  function fault(
    line: string,
    at: { readonly by: LinesBy; readonly lines: readonly string[]; readonly period: Period },
  ): string | undefined {
    if (at.lines.includes(line)) return `${lineName(set, at.by, line, at.period)} has a line already`
    return at.by === 'date' && !isInMonth(line, at.period) ? 'Choose a day of this month' : undefined
  }
}

const unnamed: Readonly<Record<LinesBy, string>> = {
  worker: `Enter initials or a role, in letters and figures, at most ${longestLine} of them`,
  centre: 'Choose a centre',
  date: 'Enter the day, the month and the year',
}
