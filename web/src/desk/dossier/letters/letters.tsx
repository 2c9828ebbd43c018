import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { State, type StateTone } from '../../../ui/data/state.js';
import { Moment } from '../../../ui/data/time.js';
import { EmptyState } from '../../../ui/feedback/empty-state.js';
import { Button } from '../../../ui/form/button.js';
import { Glyph } from '../../../ui/glyph.js';
import { useCodeWords } from '../codes.js';
import { isEnded, type RequestView, useOpenRequest } from '../dossier-data.js';
import { PartSection } from '../part-section.js';
import { LetterAhead } from './letter-ahead.js';
import { LetterDialog } from './letter-dialog.js';
import './letters.css';

const TONES: Record<string, StateTone> = {
  queued: 'running',
  'to-post': 'attention',
  sent: 'done',
  failed: 'problem',
  withheld: 'stopped',
};

/** What was written to her, and what the answer would say if it went now. */
export function Letters(): ReactNode {
  const { t } = useTranslation('dossier');
  const open = useOpenRequest();
  const [read, setRead] = useState<RequestView['letters'][number] | null>(null);
  const [ahead, setAhead] = useState(false);
  return (
    <div className="stack-l">
      {!isEnded(open) && (
        <PartSection title={t('ahead.answer')}>
          <p>{t('ahead.answer_text')}</p>
          {ahead ? (
            <LetterAhead decision="answer" />
          ) : (
            <p>
              <Button onPress={() => setAhead(true)}>
                <Glyph name="eye" /> {t('ahead.show')}
              </Button>
            </p>
          )}
        </PartSection>
      )}
      <PartSection title={t('letters.title')}>
        {open.letters.length === 0 ? (
          <EmptyState glyph="letter" level={3} title={t('letters.none')}>
            <p>{t('letters.none_text')}</p>
          </EmptyState>
        ) : (
          <ul className="dossier-list">
            {open.letters.map((letter) => (
              <Line key={letter.id} letter={letter} onRead={() => setRead(letter)} />
            ))}
          </ul>
        )}
      </PartSection>
      {read && <LetterDialog letter={read} onClose={() => setRead(null)} />}
    </div>
  );
}

function Line({ letter, onRead }: { letter: RequestView['letters'][number]; onRead: () => void }): ReactNode {
  const { t } = useTranslation('dossier');
  const word = useCodeWords();
  const kind = word(`letter.${letter.kind}`, letter.kind);
  const name = letter.recipient === null ? kind : `${kind}: ${letter.recipient}`;
  return (
    <li>
      <span>
        {name}
        <span className="dossier-beside">
          <Moment at={letter.sentAt ?? letter.createdAt} /> · {word(`language.${letter.locale}`, letter.locale)}
        </span>
      </span>
      <span className="row">
        <State tone={TONES[letter.state] ?? 'open'}>{word(`letter_state.${letter.state}`, letter.state)}</State>
        {letter.kind === 'code' ? (
          <span className="small soft">{t('letters.code')}</span>
        ) : (
          <Button small onPress={onRead} aria-label={t('letters.read_one', { name })}>
            {t('letters.read')}
          </Button>
        )}
      </span>
    </li>
  );
}
