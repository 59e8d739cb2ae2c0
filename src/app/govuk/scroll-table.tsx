import type { ReactNode } from 'react'

interface Props {
  /** What a screen reader calls the region. */
  readonly label: string
  readonly className?: string
  /** `caption`, `thead` and `tbody`. */
  readonly children: ReactNode
}

/** A plain table that scrolls sideways by itself where the page is narrow, by keyboard too. */
export function ScrollTable({ label, className = '', children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is reached by keyboard
    <section className="ff-scroll-x" tabIndex={0} aria-label={label}>
      <table className={`ff-plain-table ${className}`}>{children}</table>
    </section>
  )
}
