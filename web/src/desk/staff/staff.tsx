import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { useMay } from '../session.js';
import { InviteDialog } from './invite-dialog.js';
import { RoleWords } from './role-words.js';
import { useStaff } from './staff-data.js';
import { StaffTable } from './staff-table.js';
import './staff.css';

/** Who works here, as what, and for which companies. */
export function StaffPage(): ReactNode {
  const { t } = useTranslation('staff');
  const staff = useStaff();
  const mayManage = useMay('staff.manage');
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          mayManage && (
            <Button look="primary" onPress={() => setInviting(true)}>
              {t('invite.title')}
            </Button>
          )
        }
      >
        <p>{mayManage ? t('lead') : t('lead_read')}</p>
      </PageHeader>
      <div className="stack-l">
        {staff.isPending ? (
          <Skeleton lines={6} title={false} />
        ) : staff.isError ? (
          <ErrorState error={staff.error} onRetry={() => void staff.refetch()} />
        ) : (
          <div className="stack">
            <StaffTable members={staff.data} mayManage={mayManage} />
            {staff.hasNextPage && (
              <Button onPress={() => void staff.fetchNextPage()} isPending={staff.isFetchingNextPage}>
                {t('more')}
              </Button>
            )}
          </div>
        )}
        <RoleWords />
      </div>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}
