import { Component, type ErrorInfo, type ReactNode } from 'react';
import { ErrorState } from './feedback/error-state.js';

/** Catches what a page throws while it is drawn, so that the rest stays usable. Give it the path as `key`: another page is
 * another try. */
export class Fatal extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override componentDidCatch(_error: unknown, _info: ErrorInfo): void {
    // React has written it to the console; nobody else is told, since an error may hold what a person typed.
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <ErrorState level={1} error={this.state.error} onRetry={() => location.reload()} />;
  }
}
