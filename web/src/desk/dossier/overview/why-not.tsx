import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.js';
import { useCodeWords } from '../codes.js';
import type { Decision } from '../dossier-data.js';

/** What stands in the way of a decision, and who in the office could take it. */
export function WhyNot({ decision }: { decision: Decision }): ReactNode {
  const { t } = useTranslation('dossier');
  const { t: desk, i18n } = useTranslation('desk');
  const word = useCodeWords();
  const formats = useFormats();
  if (decision.why === null) return null;
  const roles = decision.roles.map((role) =>
    i18n.exists(`desk:role.${role}`) ? desk(`role.${role}` as 'role.agent') : role,
  );
  return (
    <p className="small soft">
      {word(`why_not.${decision.why}`, decision.why)}
      {decision.why === 'not-your-role' && ` ${t('why_not_roles', { roles: formats.list(roles) })}`}
    </p>
  );
}
