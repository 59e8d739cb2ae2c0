import { display, type Exact } from '../../domain/exact.ts'

/** A figure as a float, for drawing only. */
export const toNumber = (value: Exact): number => Number(display(value, 3))
