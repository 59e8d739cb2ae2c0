interface Props<V extends string> {
  readonly label: string
  readonly value: V
  /** Each value with its words, in order. */
  readonly options: readonly (readonly [V, string])[]
  readonly onChoose: (value: V) => void
}

/** One of a few, named beside it, among the fields of an action or a plan. */
export function NoteChoice<V extends string>({ label, value, options, onChoose }: Props<V>) {
  return (
    <label className="ff-note__one">
      {label}{' '}
      <select
        className="govuk-select"
        value={value}
        onChange={({ target }) => {
          const chosen = options.find(([one]) => one === target.value)
          if (chosen) onChoose(chosen[0])
        }}
      >
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
