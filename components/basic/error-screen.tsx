import { Component, type ComponentChildren } from 'preact';
import { reportBug } from '../../lib/browser/report-bug';
import { tk } from '../../lib/browser/translate';
import { EmptyState } from './empty-state';

/**
 * Shown instead of a page that could not be drawn, which would otherwise be blank. The connections live in the background
 * and are not touched by it.
 */
export class ErrorScreen extends Component<{ children: ComponentChildren }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  override componentDidCatch(error: unknown): void {
    reportBug(error);
    this.setState({ hasFailed: true });
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main class="error-screen">
        <EmptyState kind="error" title={tk('status_page_failed_title')} detail={tk('status_page_failed_detail')}>
          <button type="button" class="button primary" onClick={() => location.reload()}>
            {tk('status_page_failed_reload')}
          </button>
        </EmptyState>
      </main>
    );
  }
}
