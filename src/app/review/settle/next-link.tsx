import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { partsOfSheet } from '../../../domain/ids.ts'
import { periodName } from '../../../domain/time/period.ts'
import { Button } from '../../govuk/button.tsx'
import { useReviewing } from '../reviewing.ts'
import { nextReturn } from './next-return.ts'

/** Goes to the next return of the month that needs an officer. */
export function NextReturn({ look }: { readonly look?: 'link' }) {
  const { office, set, period, sheet } = useReviewing()
  const navigate = useNavigate()
  const [found, setFound] = useState<'looking' | 'none' | 'refused'>()
  const go = async (): Promise<void> => {
    setFound('looking')
    const answer = await office.board(period)
    if (!answer.ok) return setFound('refused')
    const parts = partsOfSheet(nextReturn(answer.value.rows, sheet, set) ?? '')
    if (!parts) return setFound('none')
    setFound(undefined)
    await navigate(`/board/${parts.contract}/${parts.place}/${parts.period}`)
  }
  return (
    <>
      <Button
        {...(look ? { look } : { className: 'ff-button-small' })}
        disabled={found === 'looking'}
        onClick={() => void go()}
      >
        Next return to review
      </Button>{' '}
      <span role="status">
        {found === 'none' ? (
          <>
            No other return of {periodName(period)} waits for you.{' '}
            <Link to={`/board?month=${period}`}>Month board</Link>
          </>
        ) : found === 'refused' ? (
          'The board could not be read: try again.'
        ) : null}
      </span>
    </>
  )
}
