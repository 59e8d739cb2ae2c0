/** The scan with what a month's set and year say. */
import { type Hit, scan } from '../../domain/texts/personal-data.ts'
import type { Month } from '../month/month.ts'

export const scanOf = ({ set, period }: Pick<Month, 'set' | 'period'>, text: string): readonly Hit[] =>
  scan(text, { caseReferences: set.rules.caseReferences ?? [], year: Number(period.slice(0, 4)) })
