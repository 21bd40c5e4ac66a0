import { Component, type ReactNode } from 'react'

interface ViewBoundaryProps {
  children: ReactNode
}

interface ViewBoundaryState {
  message: string | undefined
}

/** A view that fails, for instance on a session file that was edited by hand, leaves the other views usable. */
export class ViewBoundary extends Component<ViewBoundaryProps, ViewBoundaryState> {
  override state: ViewBoundaryState = { message: undefined }

  static getDerivedStateFromError(error: unknown): ViewBoundaryState {
    return { message: String(error) }
  }

  override render() {
    if (this.state.message === undefined) return this.props.children
    return (
      <div className="grid-frame">
        <div className="empty">
          <div role="alert">
            <p>This view has failed. {this.state.message}</p>
            <button type="button" className="button" onClick={() => this.setState({ message: undefined })}>
              Try again
            </button>
          </div>
        </div>
      </div>
    )
  }
}
