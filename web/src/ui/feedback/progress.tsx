import type { ReactNode } from 'react';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import './progress.css';

/** How far something is; without `value` that it is under way. `said` is what stands beside it, e.g. „3 von 5 Systemen". */
export function Progress(props: { label: string; value?: number; max?: number; said?: string }): ReactNode {
  const { label, value, max = 1, said } = props;
  const share = value === undefined || max <= 0 ? undefined : Math.min(1, value / max);
  return (
    <ProgressBar
      className="progress"
      value={(share ?? 0) * 100}
      isIndeterminate={share === undefined}
      {...(said === undefined ? {} : { valueLabel: said })}
      aria-label={label}
    >
      <span className="progress-words">
        <span>{label}</span>
        {said !== undefined && <span className="soft">{said}</span>}
      </span>
      <svg className="progress-track" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width={share === undefined ? 30 : share * 100} height="4" className="progress-fill" />
      </svg>
    </ProgressBar>
  );
}
