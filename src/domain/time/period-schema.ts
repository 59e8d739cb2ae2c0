/** How a month is read from outside. */
import * as z from 'zod/mini'
import { isPeriod, type Period } from './period.ts'

export const periodSchema = z.custom<Period>(value => typeof value === 'string' && isPeriod(value), 'a month, YYYY-MM')
