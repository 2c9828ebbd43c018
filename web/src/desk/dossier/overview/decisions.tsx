import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/form/button.js';
import { DoubtDialog } from '../decide/doubt-dialog.js';
import { ExtensionDialog, RefusalDialog } from '../decide/answer-dialogs.js';
import { FurtherDataDialog } from '../decide/further-data-dialog.js';
import { HoldDialog } from '../decide/hold-dialog.js';
import { IdentityDialog } from '../decide/identity-dialog.js';
import { ReceiptDialog } from '../decide/receipt-dialog.js';
import { WithdrawalDialog } from '../decide/withdrawal-dialog.js';
import { type Decision, isEnded, useOpenRequest } from '../dossier-data.js';
import { PartSection } from '../part-section.js';
import { WhyNot } from './why-not.js';

const route = getRouteApi('/office/requests/$id');

/** Decisions that are taken here, each in its dialog. */
const DIALOGS = {
  identity: IdentityDialog,
  doubt: DoubtDialog,
  extension: ExtensionDialog,
  refusal: RefusalDialog,
  withdrawal: WithdrawalDialog,
  holds: HoldDialog,
  'receipt-date': ReceiptDialog,
  'further-data': FurtherDataDialog,
} as const;

/** Decisions for which more must be seen first, with the part that shows it. */
const ELSEWHERE = { 'plan/approval': 'plan', review: 'package', release: 'package' } as const;

const ORDER = [
  'identity',
  'plan/approval',
  'review',
  'release',
  'extension',
  'doubt',
  'refusal',
  'withdrawal',
  'holds',
  'receipt-date',
];

/** What may be decided now. What may not stays in sight, with what stands in its way and who could. */
export function Decisions(): ReactNode {
  const { t } = useTranslation('dossier');
  const open = useOpenRequest();
  const [asked, setAsked] = useState<keyof typeof DIALOGS | null>(null);
  const listed = ORDER.flatMap((action) => open.decisions.filter((one) => one.action === action));
  const now = listed.filter(({ allowed }) => allowed);
  const not = listed.filter(({ allowed }) => !allowed);
  const mayAskFurther = open.decisions.some(({ action, why }) => action === 'identity' && why !== 'not-your-role');
  const Asked = asked && DIALOGS[asked];
  return (
    <PartSection title={t('decide.title')}>
      {now.length === 0 && <p className="soft">{t('decide.nothing')}</p>}
      <ul className="dossier-decisions">
        {now.map((decision) => (
          <li key={decision.action}>
            <Offered decision={decision} onAsk={setAsked} />
          </li>
        ))}
        {mayAskFurther && !isEnded(open) && (
          <li>
            <Button onPress={() => setAsked('further-data')}>{t('decide.further-data')}</Button>
            <p className="small soft">{t('decide_hint.further-data')}</p>
          </li>
        )}
      </ul>
      {not.length > 0 && (
        <details className="dossier-why">
          <summary>{t('decide.not_now', { count: not.length })}</summary>
          <ul className="dossier-decisions">
            {not.map((decision) => (
              <li key={decision.action}>
                <Button isDisabled>{t(`decide.${keyOf(named(decision))}`)}</Button>
                <WhyNot decision={decision} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {Asked && <Asked onClose={() => setAsked(null)} />}
    </PartSection>
  );
}

function Offered(props: { decision: Decision; onAsk: (action: keyof typeof DIALOGS) => void }): ReactNode {
  const { t } = useTranslation('dossier');
  const { id } = route.useParams();
  const navigate = useNavigate();
  const name = named(props.decision);
  const part = name in ELSEWHERE ? ELSEWHERE[name as keyof typeof ELSEWHERE] : null;
  return (
    <>
      <Button
        look={part === null ? 'secondary' : 'primary'}
        onPress={() => {
          if (part === null) props.onAsk(name as keyof typeof DIALOGS);
          else void navigate({ to: '/requests/$id', params: { id }, search: { part } });
        }}
      >
        {t(`decide.${keyOf(name)}`)}
      </Button>
      <p className="small soft">{t(`decide_hint.${keyOf(name)}`)}</p>
    </>
  );
}

type Name = keyof typeof ELSEWHERE | Exclude<keyof typeof DIALOGS, 'further-data'>;

const named = ({ action }: Decision): Name => action as Name;

const keyOf = (name: Name): Exclude<Name, 'plan/approval'> | 'plan-approval' =>
  name === 'plan/approval' ? 'plan-approval' : name;
