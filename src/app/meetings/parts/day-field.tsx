import type { IsoDate } from '../../../domain/ids.ts'

const aDay = /^(19|20|21)\d\d-\d\d-\d\d$/
export const isDay = (text: string): text is IsoDate => aDay.test(text)

interface Props {
  readonly id: string
  readonly label: string
  readonly day: IsoDate | undefined
  /** A whole date, or none; never half of one. */
  readonly onDay: (day: IsoDate | undefined) => void
}

/** A day that may be left out, picked or typed. Saved as soon as it is whole. */
export function DayField({ id, label, day, onDay }: Props) {
  return (
    <div className="ff-note__one">
      <label htmlFor={id}>{label}</label>
      <input
        key={day ?? ''}
        id={id}
        type="date"
        className="govuk-input ff-note__day"
        defaultValue={day ?? ''}
        autoComplete="off"
        onBlur={event => {
          const text = event.target.value
          if (text === (day ?? '')) return
          if (text === '') onDay(undefined)
          else if (isDay(text)) onDay(text)
        }}
      />
    </div>
  )
}
