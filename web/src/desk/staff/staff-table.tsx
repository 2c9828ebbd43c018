import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type TableColumn } from '../../ui/data/data-table.js';
import { State, type StateTone, Tag } from '../../ui/data/state.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { useCompanyName } from '../companies.js';
import { useMe } from '../session.js';
import { MemberActions } from './member-actions.js';
import { isHuman, type Member } from './staff-data.js';

const TONES: Record<Member['state'], StateTone> = {
  active: 'done',
  invited: 'running',
  'keys-only': 'open',
  left: 'stopped',
};

export function StaffTable({ members, mayManage }: { members: readonly Member[]; mayManage: boolean }): ReactNode {
  const { t } = useTranslation('staff');
  const { t: desk } = useTranslation('desk');
  const me = useMe();
  const companyName = useCompanyName();
  const columns = useMemo((): TableColumn<Member>[] => {
    const actions: TableColumn<Member> = {
      id: 'actions',
      title: t('column.actions'),
      align: 'end',
      cell: (member) => <MemberActions member={member} own={member.id === me.id} />,
    };
    return [
      {
        id: 'name',
        title: t('column.name'),
        isRowHeader: true,
        cell: (member) => (
          <span className="staff-name">
            <span>
              {member.name} {member.id === me.id && <Tag>{t('you')}</Tag>}
            </span>
            <span className="small soft staff-mail">{member.email}</span>
          </span>
        ),
      },
      {
        id: 'roles',
        title: t('column.roles'),
        cell: (member) =>
          member.roles.map((role) => (isHuman(role) ? desk(`role.${role}`) : t('integration'))).join(', '),
      },
      {
        id: 'companies',
        title: t('column.companies'),
        cell: (member) =>
          member.controllers === null ? (
            t('all')
          ) : (
            <span className="staff-tags">
              {member.controllers.map((slug) => (
                <Tag key={slug}>{companyName(slug)}</Tag>
              ))}
            </span>
          ),
      },
      {
        id: 'state',
        title: t('column.state'),
        cell: (member) => <State tone={TONES[member.state]}>{t(`state.${member.state}`)}</State>,
      },
      {
        id: 'factor',
        title: t('column.factor'),
        cell: (member) =>
          member.state !== 'active' ? (
            <span className="soft">{t('factor.none')}</span>
          ) : (
            <State tone={member.secondFactor ? 'done' : 'attention'}>
              {member.secondFactor ? t('factor.yes') : t('factor.no')}
            </State>
          ),
      },
      ...(mayManage ? [actions] : []),
    ];
  }, [t, desk, companyName, me.id, mayManage]);
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={members}
      rowId={(member) => member.id}
      empty={<EmptyState glyph="person" title={t('empty')} />}
    />
  );
}
