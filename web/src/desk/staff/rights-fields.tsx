import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/feedback/notice.js';
import { Checkbox } from '../../ui/form/checkbox.js';
import { useMe } from '../session.js';
import { areAtOdds, type HumanRole, ROLES, useCompanies } from './staff-data.js';

export interface Rights {
  roles: HumanRole[];
  /** All if null. */
  controllers: string[] | null;
}

interface Props {
  rights: Rights;
  onChange: (rights: Rights) => void;
}

/** Somebody has at least one role and one company, and does not both decide and advise. */
export const areFit = ({ roles, controllers }: Rights): boolean =>
  roles.length > 0 && !areAtOdds(roles) && (controllers === null || controllers.length > 0);

export function RightsFields({ rights, onChange }: Props): ReactNode {
  const { t } = useTranslation('staff');
  const { t: desk } = useTranslation('desk');
  const { controllers: own } = useMe();
  const companies = useCompanies();
  const { roles, controllers } = rights;
  return (
    <>
      <fieldset className="stack-s">
        <legend className="group-label">{t('column.roles')}</legend>
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            isSelected={roles.includes(role)}
            onChange={(on) => onChange({ ...rights, roles: toggled(ROLES, roles, role, on) })}
            hint={t(`short.${role}`)}
          >
            {desk(`role.${role}`)}
          </Checkbox>
        ))}
      </fieldset>
      {areAtOdds(roles) && (
        <Notice tone="attention" live="alert" title={t('odds.title')}>
          <p>{t('odds.text')}</p>
        </Notice>
      )}
      <fieldset className="stack-s">
        <legend className="group-label">{t('column.companies')}</legend>
        {own === null && (
          <Checkbox
            isSelected={controllers === null}
            onChange={(all) => onChange({ ...rights, controllers: all ? null : [] })}
            hint={t('all_hint')}
          >
            {t('all')}
          </Checkbox>
        )}
        {controllers !== null &&
          companies.map(({ slug, name }) => (
            <Checkbox
              key={slug}
              isSelected={controllers.includes(slug)}
              onChange={(on) =>
                onChange({
                  ...rights,
                  controllers: on ? [...controllers, slug] : controllers.filter((c) => c !== slug),
                })
              }
            >
              {name}
            </Checkbox>
          ))}
      </fieldset>
    </>
  );
}

function toggled<T>(order: readonly T[], chosen: readonly T[], one: T, on: boolean): T[] {
  return order.filter((each) => (each === one ? on : chosen.includes(each)));
}
