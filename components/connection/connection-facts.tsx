import type { ComponentChildren } from 'preact';
import { tk } from '../../lib/browser/translate';
import type { ConnectionView } from '../view/connection-view';
import type { ShownTime } from '../view/shown-time';

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A moment with its exact time written out, for readers without a pointer (UX-03). */
function FullMoment({ time, otherwise }: { time: ShownTime | undefined; otherwise: string }) {
  if (!time) return <>{otherwise}</>;
  return (
    <time dateTime={time.iso}>
      {time.relative} <span class="exact">{time.exact}</span>
    </time>
  );
}

/** What is known of a connection beside its state: both times, who signed in, the provider's own name for it. */
export function ConnectionFacts({ view }: { view: ConnectionView }) {
  const never = tk('status_fact_never');
  return (
    <dl class="facts">
      <Fact label={tk('status_fact_checked')}>
        <FullMoment time={view.checked} otherwise={never} />
      </Fact>
      <Fact label={tk('status_fact_succeeded')}>
        <FullMoment time={view.succeeded} otherwise={never} />
      </Fact>
      {view.nextCheck && (
        <Fact label={tk('status_fact_next')}>
          <FullMoment time={view.nextCheck} otherwise={never} />
        </Fact>
      )}
      {view.signInEnds && (
        <Fact label={tk('status_fact_sign_in_ends')}>
          <FullMoment time={view.signInEnds} otherwise={never} />
        </Fact>
      )}
      {view.userName !== undefined && (
        <Fact label={tk('status_fact_user')}>
          <bdi>{view.userName}</bdi>
        </Fact>
      )}
      {view.nameAtProvider !== undefined && (
        <Fact label={tk('status_fact_name_at', view.providerName)}>
          <bdi>{view.nameAtProvider}</bdi>
        </Fact>
      )}
    </dl>
  );
}
