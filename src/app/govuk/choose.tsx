interface Option {
  readonly value: string
  readonly text: string
}

/** One choice of several, for a filter. `all`: what choosing none of them is called. */
export function Choose({
  id,
  label,
  value,
  options,
  onChoose,
  all,
}: {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly options: readonly Option[]
  readonly onChoose: (value: string) => void
  readonly all?: string
}) {
  return (
    <div className="ff-filter__one">
      <label className="govuk-label" htmlFor={id}>
        {label}
      </label>
      <select className="govuk-select" id={id} value={value} onChange={event => onChoose(event.target.value)}>
        {all === undefined ? null : <option value="">{all}</option>}
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  )
}
