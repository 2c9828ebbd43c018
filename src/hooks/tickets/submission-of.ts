import type { Identifier } from '../../connectors/kit/contract.js';
import type { Submission } from '../../requests/case-opening.js';
import type { LegalController } from '../../requests/legal-controller.entity.js';
import type { Right } from '../../requests/request.entity.js';

/** What somebody asks through another tool, as it was told to us. */
export interface AskedElsewhere {
  controller: LegalController;
  rights: readonly Right[];
  /** Canonical. A channel is no identity (invariant 11): none of them is proven, whoever signed the message. */
  identifiers: readonly Identifier[];
  locale: string;
  text: string | null;
  askedAt: Date;
  now: Date;
  /** Staff id of the person who said that it is a request. */
  recordedBy?: string;
}

/**
 * The submission that it is. Its clock starts when it was written, not when we were told (practice 2); a moment that lies
 * ahead is the other side's clock going wrong, and counts as now.
 */
export function submissionOf(asked: AskedElsewhere): Submission {
  const { controller, rights, locale } = asked;
  const language = locale.split(/[-_]/)[0]!.toLowerCase();
  return {
    controller,
    rights,
    // Both in one message: she wants to see what there was before it goes (practice 14).
    copyFirst: rights.includes('access') && rights.includes('erasure'),
    eraseAfterDays: null,
    identifiers: asked.identifiers.map((one) => ({ ...one, source: 'given' as const, proven: false })),
    text: asked.text,
    locale: controller.languages.includes(language) ? language : controller.languages[0]!,
    country: null,
    region: null,
    relation: 'customer',
    role: 'controller',
    channel: 'webhook',
    receivedAt: asked.askedAt > asked.now ? asked.now : asked.askedAt,
    recordedBy: asked.recordedBy ?? null,
    replyBy: 'portal',
    assurance: 'none',
    testPerson: false,
    noticeVersion: null,
    signal: null,
    actingFor: null,
  };
}
