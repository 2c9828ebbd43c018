import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/problem.js';
import { buttonClass } from '../form/button-class.js';
import type { GlyphName } from '../glyph.js';
import { EmptyState } from './empty-state.js';
import { Notice } from './notice.js';
import { useProblemWords } from './problem-words.js';

interface ErrorProps {
  error: unknown;
  /** Does the same again; offered where that may help. */
  onRetry?: () => void;
}

/** In place of a page or a part of one that could not be shown. */
export function ErrorState({ error, onRetry, level = 2 }: ErrorProps & { level?: 1 | 2 }): ReactNode {
  const words = useProblemWords(error);
  return (
    <div role="alert">
      <EmptyState
        glyph={glyphOf(error)}
        level={level}
        title={words.title}
        actions={onRetry && words.mayRetry ? <Retry onRetry={onRetry} /> : undefined}
      >
        <p>{words.text}</p>
        <ErrorCode error={error} />
      </EmptyState>
    </div>
  );
}

/** Beside the button that failed. */
export function ErrorNotice({ error, onRetry }: ErrorProps): ReactNode {
  const words = useProblemWords(error);
  return (
    <Notice
      tone="problem"
      live="alert"
      title={words.title}
      actions={onRetry && words.mayRetry ? <Retry small onRetry={onRetry} /> : undefined}
    >
      <p>{words.text}</p>
      <ErrorCode error={error} />
    </Notice>
  );
}

/** A plain button: it must be there when the network that would bring a better one is away. */
function Retry({ onRetry, small }: { onRetry: () => void; small?: boolean }): ReactNode {
  const { t } = useTranslation('ui');
  return (
    <button type="button" className={buttonClass('secondary', small)} onClick={onRetry}>
      {t('error.retry')}
    </button>
  );
}

/** What to tell the office, so that it finds the failure in its logs. */
function ErrorCode({ error }: { error: unknown }): ReactNode {
  const { t } = useTranslation('ui');
  if (!(error instanceof ProblemError)) return null;
  const place = error.instance?.split(':').at(-1);
  return (
    <p className="small soft">
      {t('error.code')} <code>{error.code}</code>
      {place !== undefined && error.status >= 500 && (
        <>
          {' · '}
          <code>{place}</code>
        </>
      )}
    </p>
  );
}

function glyphOf(error: unknown): GlyphName {
  if (!(error instanceof ProblemError)) return 'away';
  if (error.status === 401 || error.status === 403) return 'lock';
  if (error.status === 404) return 'search';
  return 'attention';
}
