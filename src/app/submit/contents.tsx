export interface ContentsLine {
  /** Of a heading on this page that can take the focus. */
  readonly id: string
  readonly text: string
}

/** What a long page holds, each a jump to its heading. */
export function Contents({ lines }: { readonly lines: readonly ContentsLine[] }) {
  if (lines.length < 3) return null
  return (
    <nav aria-label="On this page" className="ff-contents">
      <h2 className="govuk-heading-s">On this page</h2>
      <ul>
        {lines.map(({ id, text }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              onClick={event => {
                // The address stays: it is the page's own, and the way back leads where she was.
                event.preventDefault()
                const heading = document.getElementById(id)
                heading?.scrollIntoView?.()
                heading?.focus()
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
