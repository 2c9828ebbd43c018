import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ProvingSteps } from '../../identity/proving-steps.js';
import { dayOf, formatDay, formatMoment } from '../../letters/formats.js';
import type { Locale } from '../../letters/locale.js';
import { SystemOutcomes } from '../../letters/system-outcomes.js';
import { outcomesInWords } from '../../letters/templates/render.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { PersonCaseViews } from '../case/case-view.js';
import type { PersonCaseDto, PersonRequestDto } from '../case/person-case.dto.js';
import { PersonMessages } from '../messages/person-messages.js';
import { FormTokens } from './form-tokens.js';
import type { OpenedCase, Told } from './plain-case.js';
import { blocks, part, wholePage } from './plain-page.js';
import { plainTexts, type Say } from './plain-texts.js';

const MESSAGES = 50;

/** A case as a plain page: what the portal shows of it, in words. */
@Injectable()
export class PlainStatus {
  constructor(
    private readonly transactions: Transactions,
    private readonly views: PersonCaseViews,
    private readonly steps: ProvingSteps,
    private readonly requests: RequestsRepository,
    private readonly outcomes: SystemOutcomes,
    private readonly messages: PersonMessages,
    private readonly tokens: FormTokens,
  ) {}

  async page(lang: Locale, { id, token }: OpenedCase, told: Told | null): Promise<string> {
    const manager = this.transactions.manager;
    const t = plainTexts(lang);
    const view = await this.views.of(manager, id);
    const proof = await this.steps.status(id);
    const asksProof = view.requests.some(({ may }) => may.includes('prove'));
    const { zone } = view.controller;
    const { items } = await this.messages.page(id, { limit: MESSAGES });
    const content = part('status', lang, {
      told: told && { good: told.good, text: t(told.key, told.values) },
      reference: view.reference,
      received: t('status.received', {
        day: formatDay(dayOf(view.receivedAt, zone), lang),
        controller: view.controller.name,
      }),
      proven: view.proven,
      asksCode: asksProof && proof.ways.includes('email-code') && proof.code?.state !== 'used',
      asksMore: asksProof,
      codeForm: part('code', lang, { token }),
      token,
      formToken: this.tokens.issue(),
      requests: await Promise.all(view.requests.map((request) => this.request(manager, lang, view, request))),
      events: eventsOf(view, lang, t),
      messages: items.toReversed().map(({ from, text, writtenAt }) => ({
        from: t(`messages.${from}`),
        at: formatMoment(writtenAt, zone, lang),
        lines: text.split('\n'),
      })),
      kept: view.keptUntil ? t('status.kept', { day: formatDay(view.keptUntil, lang) }) : null,
      contact: view.controller.contact,
    });
    return wholePage({ lang, title: `${t('status.title')}, ${view.reference}` }, content);
  }

  private async request(
    manager: EntityManager,
    lang: Locale,
    view: PersonCaseDto,
    request: PersonRequestDto,
  ): Promise<object> {
    const t = plainTexts(lang);
    return {
      id: request.id,
      title: request.title[lang],
      state: t(`state.${request.state}`),
      may: request.may,
      waits: waitsOf(request, lang, t),
      optOut: request.optOut ? t(`status.optOut.${request.optOut.status}`) : null,
      clocks: request.clocks.map((clock) => ({
        due: formatDay(clock.due, lang),
        steps: clock.steps.map(({ text, citation }) => `${text[lang]} (${citation})`),
      })),
      systems: (request.systems ?? []).map(({ title, state }) => `${title[lang]}: ${t(`system.${state}`)}`),
      results: await this.results(manager, lang, view.controller.zone, request),
      aftermath: aftermathOf(request, lang, t),
      download: request.package
        ? request.package.proofTooOld
          ? t('download.old')
          : t('download.hint', { left: request.package.downloadsLeft })
        : null,
    };
  }

  private async results(
    manager: EntityManager,
    lang: Locale,
    zone: string,
    { id, results }: PersonRequestDto,
  ): Promise<string | null> {
    if (!results || results.length === 0) return null;
    const file = await this.requests.file(manager, id);
    return file && blocks(outcomesInWords(await this.outcomes.of(manager, file), lang, zone), lang);
  }
}

/** Copy first: what an erasure waits for. */
function waitsOf(
  { waitsForConfirmation, eraseOn, eraseAfterDays }: PersonRequestDto,
  lang: Locale,
  t: Say,
): string | null {
  if (!waitsForConfirmation) return null;
  if (eraseOn !== null) return t('status.waits.day', { day: formatDay(eraseOn, lang) });
  return eraseAfterDays === null ? t('status.waits.word') : t('status.waits.days', { days: eraseAfterDays });
}

/** What follows an erasure, in two lists: when we look again, and what stays for it. */
function aftermathOf({ aftermath }: PersonRequestDto, lang: Locale, t: Say): { title: string; lines: string[] }[] {
  if (!aftermath) return [];
  const { looks, identifiersUntil, tombstone, blockEntry } = aftermath;
  const stays = [
    identifiersUntil === null
      ? t('stays.identifiers-gone')
      : t('stays.identifiers', { day: formatDay(identifiersUntil, lang) }),
    ...(tombstone ? [t('stays.tombstone')] : []),
    ...(blockEntry ? [t('stays.block')] : []),
  ];
  const taken = looks.map(({ on, state }) => t('status.look', { day: formatDay(on, lang), state: t(`look.${state}`) }));
  return [
    { title: t('status.looks'), lines: taken },
    { title: t('status.stays'), lines: stays },
  ].filter(({ lines }) => lines.length > 0);
}

function eventsOf({ timeline, requests, controller }: PersonCaseDto, lang: Locale, t: Say): string[] {
  const titles = new Map(
    requests.flatMap(({ systems }) => systems ?? []).map(({ system, title }) => [system, title[lang]]),
  );
  return timeline.map(({ code, at, system }) => {
    const words = t(`event.${code}`, { system: system === null ? '' : (titles.get(system) ?? system) });
    return `${formatMoment(at, controller.zone, lang)}: ${words}`;
  });
}
