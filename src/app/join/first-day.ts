/** The steps of the first day on a device, and how far somebody is, in words. Pure. */

export type StepName = 'install' | 'code' | 'password' | 'passphrase' | 'download'

/** How far: the numbers of 'Step 2 of 4'. */
export interface Progress {
  readonly step: number
  readonly of: number
}

/**
 * Installing comes before anything is typed; what is installed already is left out. Whoever enters no figures has
 * nothing kept on the device: there is a password to be chosen, and that is all.
 */
export function stepsOf(by: 'link' | 'code', installed: boolean, figures = true): readonly StepName[] {
  if (!figures) return ['password']
  const steps: readonly StepName[] = ['install', 'code', 'password', 'passphrase', 'download']
  return steps.filter(step => !(step === 'install' && installed) && !(step === 'code' && by === 'link'))
}

/** Undefined for a step that is none of these, and where there is only one. */
export function progressAt(steps: readonly StepName[], step: StepName): Progress | undefined {
  const at = steps.indexOf(step)
  return at < 0 || steps.length === 1 ? undefined : { step: at + 1, of: steps.length }
}

/** The last step after any other, as it is kept in the browser's history; undefined where it is no such thing. */
export const lastAfter = (state: unknown): Progress | undefined =>
  typeof state === 'object' && state !== null && 'of' in state && typeof state.of === 'number'
    ? { step: state.of, of: state.of }
    : undefined

/** With signing in by an invitation: how far the passphrase, which is next, is. */
export interface FirstDay {
  readonly progress: Progress | undefined
}

export const progressWords = ({ step, of }: Progress): string => `Step ${step} of ${of}`

/** What each is about, before it begins. */
export const stepWords: Readonly<Record<StepName, string>> = {
  install: 'Install Fieldfare on this device',
  code: 'Type your address and code',
  password: 'Choose a password',
  passphrase: 'Choose a passphrase for this device',
  download: 'Let it download, so that it works without signal',
}
