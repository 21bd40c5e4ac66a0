import { Component, type ReactNode } from 'react'

/**
 * For tests in which a boundary catches errors: React does not report them. React 18 renders again before it believes an
 * error, and reports one that does not come again, as when the value is being read anew.
 */
export const quietErrors = { createRootOptions: { onCaughtError() {}, onRecoverableError() {} } }

interface Props {
  children?: ReactNode
  onError?: (error: unknown) => void
}

/** Shows the message of an error, and a button that tries again. */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidCatch(error: unknown) {
    this.props.onError?.(error)
  }

  override render() {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return (
      <>
        <p role="alert">{error instanceof Error ? error.message : String(error)}</p>
        <button onClick={() => this.setState({ error: undefined })}>Retry</button>
      </>
    )
  }
}
