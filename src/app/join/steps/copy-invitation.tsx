import { useState } from 'react'
import { Button } from '../../govuk/button.tsx'
import { TextInput } from '../../govuk/text-input.tsx'

/** Puts the whole link where it can be pasted from; where the browser refuses, it is shown to be copied by hand. */
export function CopyInvitation({ token }: { readonly token: string }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'by-hand'>('no')
  const link = `${window.location.origin}/join#${token}`
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link)
      setCopied('yes')
    } catch (error) {
      console.warn('Fieldfare: the browser did not copy', error)
      setCopied('by-hand')
    }
  }
  return (
    <>
      <Button look="secondary" className="ff-join__copy" onClick={copy}>
        Copy my invitation
      </Button>
      <p className="govuk-body" role="status">
        {copied === 'yes' ? 'Copied. Keep it to yourself: whoever has it can use it.' : ''}
      </p>
      {copied === 'by-hand' ? (
        <TextInput
          id="invitation-link"
          label="Your invitation, to be copied by hand"
          value={link}
          readOnly
          onFocus={event => event.currentTarget.select()}
        />
      ) : null}
    </>
  )
}
