/** The receipt that punctuality is judged by: the first submission's, unless it was withdrawn before anybody had looked. */
import type { Instant } from '../../../../domain/ids.ts'
import type { Review } from '../../../../protocol/review.ts'
import type { StoredSheet } from '../../../storage/storage.ts'

/** undefined: there is none. Returns submitted before receipts were kept have that of their submission. */
export const receiptOf = ({ state, submission, review }: StoredSheet): Instant | undefined =>
  review?.received ?? (state === 'open' ? undefined : submission?.receivedAt)

export const withReceipt = (review: Review = {}, receivedAt: Instant): Review =>
  review.received === undefined ? { ...review, received: receivedAt } : review

/** Once it was sent back or counted on time, somebody had looked: the first receipt stays. */
export function afterWithdrawal(review: Review = {}): Review {
  if (review.returned !== undefined || review.onTime !== undefined) return review
  const { received: _none, ...rest } = review
  return rest
}
