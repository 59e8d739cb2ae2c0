import { type ReactNode, useEffect, useRef } from 'react'
import { usePageTitle } from '../../layout/page-title.ts'
import { type Progress, progressWords } from '../first-day.ts'

interface Props {
  readonly title: string
  readonly progress?: Progress | undefined
  /** Instead of the title, where more is to be said. */
  readonly children?: ReactNode
}

/** Each step is a page: its heading takes the focus, and how far one is stands before it. */
export function StepHeading({ title, progress, children }: Props) {
  usePageTitle(progress ? `${title} (${progressWords(progress).toLowerCase()})` : title)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1} className="govuk-heading-l">
      {progress ? <span className="govuk-caption-l ff-join__step">{progressWords(progress)}</span> : null}
      {children ?? title}
    </h1>
  )
}
