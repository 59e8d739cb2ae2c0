import { Component, type ReactNode } from 'react'
import { useLocation } from 'react-router'
import { Button } from '../govuk/button.tsx'

interface Props {
  readonly children: ReactNode
}

/** A part that was not fetched, or that fails, takes only itself down: the rest of the page, and every other, stays. */
export function PartBoundary({ children }: Props) {
  return <Boundary at={useLocation().pathname}>{children}</Boundary>
}

class Boundary extends Component<Props & { readonly at: string }, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidUpdate(before: { readonly at: string }) {
    // Another page may well be here.
    if (this.state.failed && before.at !== this.props.at) this.setState({ failed: false })
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <div className="ff-page" role="alert">
        <h2 className="govuk-heading-m">This page could not be opened</h2>
        <p className="govuk-body">
          A part of Fieldfare was not fetched, or had a fault. Nothing that was saved is lost. With a connection,
          reloading may mend it.
        </p>
        <Button look="secondary" onClick={() => window.location.reload()}>
          Reload
        </Button>
      </div>
    )
  }
}
