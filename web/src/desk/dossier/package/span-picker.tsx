import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/form/button.js';
import { ReadingArea } from './reading-area.js';
import { pieces, type Span, storedOffset, withSpan } from './spans.js';

/**
 * Withholds words of a text. The text stands in a field that cannot be changed, in which mouse, finger and keyboard
 * (Shift and arrows) all select; beside it stands what the person will read.
 */
export function SpanPicker(props: {
  text: string;
  spans: readonly Span[];
  onChange: (spans: Span[]) => void;
}): ReactNode {
  const { text, spans, onChange } = props;
  const { t } = useTranslation('dossier');
  const area = useRef<HTMLTextAreaElement>(null);
  const [nothing, setNothing] = useState(false);
  const withhold = (): void => {
    const { selectionStart, selectionEnd } = area.current ?? { selectionStart: 0, selectionEnd: 0 };
    const next = withSpan(spans, text, {
      start: storedOffset(text, selectionStart ?? 0),
      end: storedOffset(text, selectionEnd ?? 0),
    });
    setNothing(selectionStart === selectionEnd);
    onChange(next);
  };
  return (
    <div className="stack-s">
      <ReadingArea
        label={t('span.label')}
        hint={t('span.hint')}
        text={text}
        areaRef={area}
        error={nothing ? t('span.nothing') : undefined}
      />
      <div className="row">
        <Button small onPress={withhold}>
          {t('span.withhold')}
        </Button>
        {spans.length > 0 && (
          <Button small look="quiet" onPress={() => onChange([])}>
            {t('span.clear')}
          </Button>
        )}
      </div>
      {spans.length > 0 && (
        <div className="stack-s">
          <p className="small soft">{t('span.preview')}</p>
          <p className="review-text" aria-live="polite">
            {pieces(text, spans).map((piece) =>
              piece.withheld ? (
                <button
                  key={piece.start}
                  type="button"
                  className="span-mark"
                  aria-label={t('span.drop', { words: piece.text })}
                  title={t('span.drop', { words: piece.text })}
                  onClick={() => onChange(spans.filter(({ start }) => start !== piece.start))}
                >
                  {piece.text}
                </button>
              ) : (
                <span key={piece.start}>{piece.text}</span>
              ),
            )}
          </p>
        </div>
      )}
    </div>
  );
}
