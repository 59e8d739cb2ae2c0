import { shortestPassphrase } from '../../device/desk.ts'

export const passphraseHint = `At least ${shortestPassphrase} characters. Three or four words are easy to type.`

/** true, or what is wrong with it. Any characters count, and one outside the Basic Multilingual Plane is one. */
export const longEnough = (text: string): true | string =>
  [...text].length >= shortestPassphrase || `Choose a passphrase of at least ${shortestPassphrase} characters`
