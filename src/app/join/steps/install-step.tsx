import type { ReactNode } from 'react'
import { Button } from '../../govuk/button.tsx'
import { type Guidance, notInstalledWarning } from '../../pwa/install-guidance.ts'
import { InstallSteps } from '../../pwa/install-steps.tsx'
import type { Progress } from '../first-day.ts'
import { shownCode } from '../invitation-text.ts'
import { CopyInvitation } from './copy-invitation.tsx'
import { StepHeading } from './step-heading.tsx'

/** What she can carry into the installed app. */
export type Carried =
  | { readonly what: 'link'; readonly token: string }
  | { readonly what: 'code'; readonly code: string }
  | { readonly what: 'nothing' }

interface Props {
  readonly progress: Progress | undefined
  readonly guidance: Exclude<Guidance, { readonly how: 'installed' }>
  readonly carried: Carried
  /** Who else works here, where this is the first page. */
  readonly also: ReactNode
  readonly ask: () => void
  readonly onNext: () => void
}

/** It was installed while this page was open, and shares what is kept with it. */
export function InstallDone({ progress, onNext }: Pick<Props, 'progress' | 'onNext'>) {
  return (
    <>
      <StepHeading title="Fieldfare is installed" progress={progress} />
      <p className="govuk-body">It opens from its own picture now, like any other app. Go on here.</p>
      <Button onClick={onNext}>Continue</Button>
    </>
  )
}

/** Before anything is typed: an app installed from Safari shares nothing with the page it was installed from. */
export function InstallStep({ progress, guidance, carried, also, ask, onNext }: Props) {
  const { how, apart } = guidance
  const carries = apart || how === 'elsewhere'
  return (
    <>
      <StepHeading
        title={how === 'elsewhere' ? 'Open your invitation in a browser' : 'Install Fieldfare on this device'}
        progress={progress}
      />
      <p className="govuk-body">
        Installed, it opens like any other app, with or without signal, and the browser keeps what is stored for it.
      </p>
      {carries && carried.what === 'link' ? (
        <>
          <p className="govuk-body">
            {apart
              ? 'The installed app has a storage of its own and knows nothing of this page. Take your invitation with you: copy it first.'
              : 'Take your invitation with you: copy it first.'}
          </p>
          <CopyInvitation token={carried.token} />
        </>
      ) : null}
      <InstallSteps guidance={guidance} ask={ask} after={apart ? <GoOnInside carried={carried} /> : null} />
      {also}
      <h2 className="govuk-heading-m">Without installing</h2>
      <p className="govuk-body">Everything works in the browser too. {notInstalledWarning}</p>
      <div className="govuk-button-group">
        {apart || how !== 'steps' ? null : <Button onClick={onNext}>It is installed: continue</Button>}
        <Button look="secondary" onClick={onNext}>
          Go on in the browser
        </Button>
      </div>
    </>
  )
}

/** The way from the page to the installed app, which knows nothing of it. */
function GoOnInside({ carried }: { readonly carried: Carried }) {
  return (
    <>
      Go on in it, <strong>not here</strong>: choose “I have been invited and have a code”
      {carried.what === 'link' ? ', then “I have a letter with a link”, and paste your invitation.' : null}
      {carried.what === 'code' ? (
        <>
          , and type your address and <strong className="ff-join__code">{shownCode(carried.code)}</strong>. It holds for
          ten minutes; whoever invited you can make another.
        </>
      ) : null}
      {carried.what === 'nothing' ? ' there.' : null}
    </>
  )
}
