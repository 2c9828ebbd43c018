import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioCards } from '../../ui/form/radio-cards.js';
import { Confirm } from './confirm.js';
import { Dismiss } from './dismiss.js';
import type { Possible } from './possible-data.js';

/** It is a request, or it is none: a named person says so. */
export function Decide({ possible }: { possible: Possible }): ReactNode {
  const { t } = useTranslation('possible');
  const [what, setWhat] = useState<'confirm' | 'dismiss' | null>(null);
  return (
    <section className="stack" aria-labelledby="possible-decide">
      <h2 id="possible-decide">{t('decide.title')}</h2>
      <RadioCards
        label={t('decide.what')}
        value={what}
        onChange={setWhat}
        cards={[
          { value: 'confirm', label: t('decide.confirm'), hint: t('decide.confirm_hint') },
          { value: 'dismiss', label: t('decide.dismiss'), hint: t('decide.dismiss_hint') },
        ]}
      />
      {what === 'confirm' && <Confirm possible={possible} />}
      {what === 'dismiss' && <Dismiss id={possible.id} />}
    </section>
  );
}
