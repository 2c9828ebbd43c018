import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { buttonClass } from '../../ui/form/button-class.js';
import { Glyph, type GlyphName } from '../../ui/glyph.js';
import { isEnded, type PersonCase } from './case-data.js';
import { ConfirmCopy } from './confirm-copy.js';

/** The one thing that waits for her, or that nothing does. */
export function NextStep({ open }: { open: PersonCase }): ReactNode {
  const { t } = useTranslation('case');
  const formats = useFormats();
  const toConfirm = open.requests.find(({ may }) => may.includes('confirm'));
  const toFetch = open.requests.find((request) => request.may.includes('download'));
  if (open.requests.some(({ may }) => may.includes('give-further-data'))) {
    return (
      <Step glyph="search" title={t('next.further.title')} text={t('next.further.text')}>
        <Link to="/case/further" className={buttonClass('primary')}>
          {t('next.further.link')}
        </Link>
      </Step>
    );
  }
  if (open.requests.some(({ may }) => may.includes('prove'))) {
    return (
      <Step glyph="lock" title={t('next.prove.title')} text={t('next.prove.text')}>
        <Link to="/case/prove" className={buttonClass('primary')}>
          {t('next.prove.link')}
        </Link>
      </Step>
    );
  }
  if (toConfirm) {
    return (
      <Step
        glyph="box"
        title={t('next.confirm.title')}
        text={
          toConfirm.eraseOn === null
            ? t('next.confirm.text')
            : t('next.confirm.text_on', { day: formats.day(toConfirm.eraseOn) })
        }
      >
        {toFetch && (
          <Link to="/case/answer/$id" params={{ id: toFetch.id }} className={buttonClass()}>
            {t('next.fetch.link')}
          </Link>
        )}
        <ConfirmCopy requestId={toConfirm.id} />
      </Step>
    );
  }
  if (toFetch) {
    return (
      <Step glyph="box" title={t('next.fetch.title')} text={t('next.fetch.text')}>
        <Link to="/case/answer/$id" params={{ id: toFetch.id }} className={buttonClass('primary')}>
          {t('next.fetch.link')}
        </Link>
      </Step>
    );
  }
  if (open.requests.every(isEnded)) return null;
  if (open.requests.some(({ state }) => state === 'received')) {
    return <Step glyph="running" title={t('next.begin.title')} text={t('next.begin.text')} />;
  }
  return <Step glyph="running" title={t('next.wait.title')} text={t('next.wait.text')} />;
}

function Step(props: { glyph: GlyphName; title: string; text: string; children?: ReactNode }): ReactNode {
  const { glyph, title, text, children } = props;
  return (
    <section className="next-step" aria-labelledby="next-title">
      <span className="next-glyph">
        <Glyph name={glyph} />
      </span>
      <div className="stack-s">
        <h2 id="next-title">{title}</h2>
        <p>{text}</p>
        {children !== undefined && <div className="row next-actions">{children}</div>}
      </div>
    </section>
  );
}
