import type { PlaceId } from '../../../domain/ids.ts'
import { Box, FieldError } from './boxes.tsx'
import type { Places } from './grants-form.ts'

interface Props {
  /** Of the first tick box, where the error summary leads. */
  readonly id: string
  readonly legend: string
  readonly every: string
  readonly some: string
  readonly options: readonly { readonly id: PlaceId; readonly text: string }[]
  readonly chosen: Places
  readonly error: string | undefined
  readonly onChoose: (places: Places) => void
}

/** All of them, those of later too, or only some. */
export function PlaceChoice({ id, legend, every, some, options, chosen, error, onChoose }: Props) {
  const isSome = chosen !== 'every'
  const toggle = (place: PlaceId, on: boolean): void => {
    const held = chosen === 'every' ? [] : chosen
    // In the order they are listed, so that the same choice is the same grant.
    onChoose(options.map(one => one.id).filter(one => (one === place ? on : held.includes(one))))
  }
  const radio = (name: string, text: string, checked: boolean, places: Places) => (
    <div className="govuk-radios__item">
      <input
        className="govuk-radios__input"
        type="radio"
        id={`${id}-${name}`}
        name={`${id}-which`}
        checked={checked}
        onChange={() => onChoose(places)}
      />
      <label className="govuk-label govuk-radios__label" htmlFor={`${id}-${name}`}>
        {text}
      </label>
    </div>
  )
  return (
    <div className={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
      <fieldset className="govuk-fieldset" aria-describedby={error ? `${id}-error` : undefined}>
        <legend className="govuk-visually-hidden">{legend}</legend>
        {error ? <FieldError id={`${id}-error`} text={error} /> : null}
        <div className="govuk-radios govuk-radios--small">
          {radio('every', every, !isSome, 'every')}
          {radio('some', some, isSome, [])}
        </div>
        {isSome ? (
          <div className="govuk-checkboxes govuk-checkboxes--small ff-people__places">
            {options.map((option, at) => (
              <Box
                key={option.id}
                id={at === 0 ? id : `${id}-${option.id}`}
                label={option.text}
                checked={chosen.includes(option.id)}
                onCheck={on => toggle(option.id, on)}
              />
            ))}
          </div>
        ) : null}
      </fieldset>
    </div>
  )
}
