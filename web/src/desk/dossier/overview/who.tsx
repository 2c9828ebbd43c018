import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../../ui/data/facts.js';
import { State } from '../../../ui/data/state.js';
import { Button } from '../../../ui/form/button.js';
import { Glyph } from '../../../ui/glyph.js';
import { useCodeWords } from '../codes.js';
import { useDecision, useOpenRequest } from '../dossier-data.js';
import { PartSection } from '../part-section.js';
import { RevealDialog } from './reveal-dialog.js';

/** Who asks, masked: enough to recognise somebody one is speaking with. */
export function Who(): ReactNode {
  const { t } = useTranslation('dossier');
  const word = useCodeWords();
  const open = useOpenRequest();
  const reveal = useDecision('reveals');
  const [shown, setShown] = useState<'identifiers' | 'statement' | null>(null);
  const learnt = open.identifiers.filter(({ source }) => source.startsWith('system:'));
  return (
    <PartSection title={t('who.title')}>
      <ul className="dossier-list">
        {open.subject.map(({ kind, masked, proven }, index) => (
          <li key={index}>
            <span>
              <span className="soft small">{word(`kind.${kind}`, kind)}</span> <span className="mono">{masked}</span>
            </span>
            {proven ? <State tone="done">{t('who.proven')}</State> : <State tone="open">{t('who.unproven')}</State>}
          </li>
        ))}
      </ul>
      {learnt.length > 0 && <p className="small soft">{t('who.learnt', { count: learnt.length })}</p>}
      <Facts
        facts={[
          { name: t('who.relation'), value: word(`relation.${open.relation}`, open.relation) },
          { name: t('who.role'), value: word(`our_role.${open.role}`, open.role) },
          { name: t('who.reply_by'), value: word(`reply_by.${open.replyBy}`, open.replyBy) },
          { name: t('who.language'), value: word(`language.${open.locale}`, open.locale) },
        ]}
      />
      {reveal?.allowed && (
        <div className="row">
          <Button small onPress={() => setShown('identifiers')}>
            <Glyph name="eye" /> {t('who.show_identifiers')}
          </Button>
          {open.hasStatement && (
            <Button small onPress={() => setShown('statement')}>
              <Glyph name="eye" /> {open.identity.actingFor ? t('who.show_acting') : t('who.show_statement')}
            </Button>
          )}
        </div>
      )}
      <p className="small soft">{reveal?.allowed ? t('who.logged') : t('who.masked')}</p>
      {shown !== null && <RevealDialog what={shown} onClose={() => setShown(null)} />}
    </PartSection>
  );
}
