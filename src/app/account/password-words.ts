import type { Refusal } from '../../device/desk.ts'

export const passwordHint =
  'At least 12 characters, any you like. Three or four words that have nothing to do with each other make a good one.'

/** Which field a refusal belongs to: the rules for passwords, each with its sentence, stand at the new one. */
export function fieldOf(refusal: Refusal): 'present' | 'next' | undefined {
  if (refusal.type !== 'problem') return undefined
  if (refusal.code === 'wrong-password') return 'present'
  return refusal.code.startsWith('password-') ? 'next' : undefined
}
