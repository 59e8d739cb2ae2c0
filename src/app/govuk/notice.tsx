import type { ReactNode } from 'react'

/** A standing message in words, with what can be done about it. */
export function Notice({
  children,
  tone = 'plain',
}: {
  readonly children: ReactNode
  readonly tone?: 'plain' | 'warning'
}) {
  return <div className={`ff-notice${tone === 'warning' ? ' ff-notice--warning' : ''}`}>{children}</div>
}
