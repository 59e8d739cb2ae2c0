/** What a cycle does. Apart from the loop: opening a sheet from this device sends and receives nothing. */
export { hasUndecided } from '../outbox/outbox-sending.ts'
export { pull } from './pull.ts'
export { push } from './push.ts'
