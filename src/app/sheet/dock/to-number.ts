import { display, type Exact } from '../../../domain/number/exact.ts'

/** A figure as a float, for drawing only. */
export const toNumber = (value: Exact): number => Number(display(value, 3))
