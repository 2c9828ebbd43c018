import { Injectable } from '@nestjs/common';
import { Asking } from '../../intake/asking.js';
import type { OpenedCaseDto, SubmissionDto } from '../../intake/submission.dto.js';
import { ProvingSteps } from '../../identity/proving-steps.js';
import { formatDay } from '../../letters/formats.js';
import type { Locale } from '../../letters/locale.js';
import type { FormFields } from '../../platform/http/body/form-body.js';
import { idempotentRequest } from '../../platform/http/idempotency/idempotency-key.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { ACTING_RELATIONS, AUTHORITIES } from '../../requests/acting-for.js';
import type { PortalControllerDto, PortalStartDto } from '../start/portal-start.dto.js';
import { PortalStart } from '../start/portal-start.js';
import { FormTokens } from './form-tokens.js';
import { PlainCase } from './plain-case.js';
import { blocks, part, wholePage } from './plain-page.js';
import { type AskForm, PLAIN_RIGHTS } from './plain.dto.js';
import { plainTexts } from './plain-texts.js';

/** What is wrong with a form: a key of the texts, and the field that it stands beside. */
export interface WrongField {
  field: 'email' | 'right' | 'eraseAfterDays' | 'acting' | 'text' | 'place' | null;
  key: string;
}

export interface PlainAnswer {
  status: number;
  html: string;
}

/** Asking without JavaScript. */
@Injectable()
export class PlainAsk {
  constructor(
    private readonly start: PortalStart,
    private readonly asking: Asking,
    private readonly tokens: FormTokens,
    private readonly cases: PlainCase,
    private readonly steps: ProvingSteps,
  ) {}

  /** The form, or the list of those who can be asked. @throws Problem `not-found` for a controller that is none. */
  async form(lang: Locale, controller: string | undefined, gpc: boolean): Promise<PlainAnswer> {
    const start = await this.start.of(controller === undefined ? {} : { controller }, gpc);
    if (!start) throw new Problem('not-found');
    const [only] = start.controllers;
    if (only && start.controllers.length === 1) return this.drawn(lang, start, only, {}, []);
    const title = plainTexts(lang)('ask.title');
    return {
      status: 200,
      html: wholePage({ lang, title, other: '/ask' }, part('choose', lang, { controllers: start.controllers })),
    };
  }

  /** The form once more, with what was said in it and what is wrong. */
  async again(lang: Locale, said: FormFields, wrong: readonly WrongField[], gpc: boolean): Promise<PlainAnswer> {
    const start = await this.start.of({ controller: String(said.controller) }, gpc);
    const [controller] = start?.controllers ?? [];
    if (!start || !controller) throw new Problem('not-found');
    return this.drawn(lang, start, controller, said, wrong);
  }

  /** @throws Problem for what cannot be accepted; then nothing is stored. */
  async ask(lang: Locale, form: AskForm, gpc: boolean): Promise<PlainAnswer | WrongField[]> {
    if (!this.tokens.isGood(form.formToken)) return [{ field: null, key: 'error.form' }];
    if (form.relation && !(form.actingName && form.authority)) return [{ field: 'acting', key: 'error.acting' }];
    const body = submissionOf(lang, form);
    const idempotent = idempotentRequest({
      credential: 'public',
      route: 'POST /ask',
      header: form.formToken,
      body,
      unguessable: true,
    });
    try {
      const { cases } = await this.asking.ask(body, { gpc: gpc ? '1' : undefined, idempotent });
      return await this.asked(lang, form, cases[0]!);
    } catch (error) {
      const wrong = error instanceof Problem ? wrongFields(error) : [];
      if (wrong.length === 0) throw error;
      return wrong;
    }
  }

  private async asked(lang: Locale, form: AskForm, opened: OpenedCaseDto): Promise<PlainAnswer> {
    const found = await this.cases.open({ token: opened.token });
    const ways = found ? (await this.steps.status(found.id)).ways : [];
    const title = plainTexts(lang)('asked.title');
    const { reference, token, requests } = opened;
    const due = requests.map(({ dueOn }) => dueOn ?? '').sort()[0];
    const content = part('asked', lang, {
      reference,
      token,
      due: due ? formatDay(due, lang) : null,
      optOut: form.right === 'do_not_sell',
      asksCode: ways.includes('email-code'),
      asksProof: ways.length > 0,
      acting: form.relation !== undefined,
      codeForm: part('code', lang, { token }),
    });
    return { status: 201, html: wholePage({ lang, title }, content) };
  }

  private drawn(
    lang: Locale,
    start: PortalStartDto,
    controller: PortalControllerDto,
    said: FormFields,
    wrong: readonly WrongField[],
  ): PlainAnswer {
    const t = plainTexts(lang);
    const rights = PLAIN_RIGHTS.map((right) => {
      const known = controller.rights.find((one) => one.right === right);
      const values = known && { day: formatDay(known.dueIfAskedNow, lang), period: known.answer.words[lang] };
      return { right, due: values ? t('right.due', values) : null };
    });
    const notice = controller.notice;
    const content = part('ask', lang, {
      controller,
      rights,
      said,
      wrong: wrong.map(({ field, key }) => ({ field, text: t(key) })),
      gpc: start.gpc,
      places: placesOf(start, lang),
      relations: ACTING_RELATIONS,
      authorities: AUTHORITIES,
      notice: notice && {
        version: notice.version,
        html: blocks(notice.text[lang] ?? Object.values(notice.text)[0] ?? '', lang),
      },
      formToken: this.tokens.issue(),
    });
    const other = `/ask?controller=${controller.slug}`;
    return {
      status: wrong.length > 0 ? 422 : 200,
      html: wholePage({ lang, title: `${t('ask.title')}, ${controller.name}`, other }, content),
    };
  }
}

function submissionOf(lang: Locale, form: AskForm): SubmissionDto {
  const [country, state] = form.place?.split('-') ?? [];
  const copyFirst = form.right === 'erasure' && form.copyFirst === 'yes';
  return {
    controllers: [form.controller],
    rights: copyFirst ? ['access', 'erasure'] : [form.right],
    ...(copyFirst ? { copyFirst } : {}),
    ...(copyFirst && form.eraseAfterDays?.trim() ? { eraseAfterDays: Number(form.eraseAfterDays) } : {}),
    identifiers: [{ kind: 'email', value: form.email }],
    locale: lang,
    ...(form.text ? { text: form.text } : {}),
    ...(country ? { country } : {}),
    ...(state ? { state } : {}),
    ...(form.noticeVersion ? { noticeVersion: form.noticeVersion } : {}),
    ...(form.relation && form.actingName && form.authority
      ? { actingFor: { relation: form.relation, name: form.actingName, authority: form.authority } }
      : {}),
  };
}

/** What a person can put right, of what the accepting said. */
export function wrongFields({ code, details }: Problem): WrongField[] {
  if (code === 'right-not-known') return [{ field: 'right', key: 'error.right-not-known' }];
  if (code === 'idempotency-mismatch') return [{ field: null, key: 'error.form' }];
  if (code !== 'validation-failed') return [];
  const wrong = (details.errors ?? []).map(({ pointer }): WrongField => {
    const [, name = ''] = pointer.split('/');
    return FIELDS[name] ?? { field: null, key: 'error.form' };
  });
  return wrong.filter((one, index) => wrong.findIndex(({ key }) => key === one.key) === index);
}

const FIELDS: Record<string, WrongField> = {
  identifiers: { field: 'email', key: 'error.email' },
  email: { field: 'email', key: 'error.email' },
  right: { field: 'right', key: 'error.right' },
  eraseAfterDays: { field: 'eraseAfterDays', key: 'error.eraseAfterDays' },
  text: { field: 'text', key: 'error.text' },
  place: { field: 'place', key: 'error.place' },
  country: { field: 'place', key: 'error.place' },
  state: { field: 'place', key: 'error.place' },
  relation: { field: 'acting', key: 'error.acting' },
  actingName: { field: 'acting', key: 'error.acting' },
  authority: { field: 'acting', key: 'error.acting' },
};

function placesOf({ places }: PortalStartDto, lang: Locale): { value: string; name: string }[] {
  const t = plainTexts(lang);
  const names = new Intl.DisplayNames(lang, { type: 'region' });
  const states = places.flatMap(({ country, states: some }) =>
    some.map((state) => ({ value: `${country}-${state}`, name: t(`place.${country}-${state}`) })),
  );
  const countries = places
    .filter((place) => place.states.length === 0)
    .map(({ country }) => ({ value: country, name: names.of(country) ?? country }));
  return [...countries, ...states].sort((a, b) => a.name.localeCompare(b.name, lang));
}
