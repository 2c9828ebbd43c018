import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/feedback/notice.js';
import { Progress } from '../../ui/feedback/progress.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { ProblemError } from '../../api/problem.js';
import { buttonClass } from '../../ui/form/button-class.js';
import { api } from '../api.js';
import { useOpenCase } from '../case/case-data.js';
import { controllerOf, usePortalStart } from '../start-data.js';
import { renewCase } from './proof-data.js';

/** With the company's own login: there and back, with what it vouches for behind the hash sign. */
export function Login(): ReactNode {
  const { t } = useTranslation('case');
  const { controller, reference } = useOpenCase();
  const start = usePortalStart({});
  const queries = useQueryClient();
  const [assertion, setAssertion] = useState(takeAssertion);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (given: string) => api.POST('/v1/case/proof/login', { body: { assertion: given } }),
    onSettled: () => {
      taken = null;
      return renewCase(queries);
    },
  });
  useEffect(() => {
    if (assertion !== null) mutate(assertion);
  }, [assertion, mutate]);
  useEffect(() => {
    // Back in a tab that stands on this page, only the fragment changes.
    const renew = (): void => setAssertion((before) => takeAssertion() ?? before);
    addEventListener('hashchange', renew);
    return () => removeEventListener('hashchange', renew);
  }, []);
  const page = start.data && controllerOf(start.data, { controller: controller.slug })?.login?.page;
  return (
    <section className="sheet stack" aria-labelledby="login-title">
      <h2 id="login-title" className="case-heading">
        {t('login.title')}
      </h2>
      <p>{page ? t('login.text', { name: controller.name }) : t('login.text_elsewhere', { name: controller.name })}</p>
      {isPending && <Progress label={t('login.checking')} />}
      {error !== null && <Refusal error={error} />}
      {page && !isPending && (
        <p>
          <a href={loginAddress(page, reference)} className={buttonClass('primary')} rel="noreferrer">
            {t('login.link', { name: controller.name })}
          </a>
        </p>
      )}
    </section>
  );
}

function Refusal({ error }: { error: unknown }): ReactNode {
  const { t } = useTranslation('case');
  const reason = error instanceof ProblemError ? error.member('reason') : undefined;
  if (reason === undefined) return <ErrorNotice error={error} />;
  const known = (['expired', 'other-case', 'used-before'] as const).find((one) => one === reason) ?? 'refused';
  return <Notice tone="problem" live="alert" title={t(`login.${known}`)} />;
}

let taken: string | null = null;

/** Out of the address before anything else can read it; kept until it is used, since the page may be drawn again. */
function takeAssertion(): string | null {
  const [, assertion] = /^#assertion=([\w.-]{20,8192})$/.exec(location.hash) ?? [];
  if (assertion !== undefined) {
    taken = assertion;
    history.replaceState(history.state, '', location.pathname);
  }
  return taken;
}

function loginAddress(page: string, reference: string): string {
  const address = new URL(page);
  address.searchParams.set('case', reference);
  address.searchParams.set('back', `${location.origin}/case/prove`);
  return address.href;
}
