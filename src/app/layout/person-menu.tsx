import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router'
import { Button } from '../govuk/button.tsx'
import { usePopover } from './use-popover.ts'

interface Leave {
  readonly text: string
  readonly onLeave: () => void
}

interface Props {
  readonly name: string
  /** As what she is here, in words. */
  readonly role: string
  readonly links: readonly { readonly to: string; readonly text: string; readonly count?: number }[]
  /** What she can do to go, or to close what is open. */
  readonly leave: Leave | readonly Leave[]
}

/** The person, and where she can go. Closes on Escape, on going somewhere and on pressing elsewhere. */
export function PersonMenu({ name, role, links, leave }: Props) {
  const box = useRef<HTMLDetailsElement>(null)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes it
  useEffect(() => box.current?.removeAttribute('open'), [pathname])
  const onKeyDown = usePopover(box)
  const waiting = links.reduce((sum, link) => sum + (link.count ?? 0), 0)
  return (
    <details ref={box} className="ff-menu" onKeyDown={onKeyDown}>
      <summary>
        {name}
        {waiting > 0 ? <span className="ff-menu__count"> {waiting}</span> : null}
        <span className="ff-menu__role">{role}</span>
      </summary>
      <ul className="ff-menu__list">
        {links.map(link => (
          <li key={link.to}>
            <Link to={link.to}>
              {link.text}
              {link.count ? ` (${link.count})` : ''}
            </Link>
          </li>
        ))}
        {[leave].flat().map(one => (
          <li key={one.text}>
            <Button
              look="link"
              onClick={() => {
                box.current?.removeAttribute('open')
                one.onLeave()
              }}
            >
              {one.text}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
