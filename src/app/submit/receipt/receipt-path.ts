import type { Month } from '../../month/month.ts'
import { monthPath } from '../../month/month-tabs.tsx'

export const receiptPath = (month: Pick<Month, 'contract' | 'period'>): string => `${monthPath(month)}/receipt`
